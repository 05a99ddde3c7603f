import { expect, test } from 'vitest';

import { archetypeSchema, type Archetype } from '../../../../factory/knowledge/archetypes/archetype.ts';
import { archetypes, areNeighbours } from '../../../../factory/knowledge/archetypes/archetypes.ts';
import { archetypeOfPart } from '../../../../factory/knowledge/archetypes/named-archetype.ts';

const ids = new Set(archetypes.map(({ id }) => id));
const singular = (noun: string): string => noun.replace(/s$/, '');

/** Everything that an archetype refers to and that does not exist. */
const problemsOf = (archetype: Archetype): string[] => {
  const states = new Set(archetype.lifecycle?.states.map(({ name }) => name));
  const attributes = [...archetype.attributes, ...archetype.parts.flatMap((part) => part.attributes)];
  const named = [
    ...archetype.neighbours,
    ...attributes.flatMap(({ refers, needs }) => [...(refers ? [refers] : []), ...needs]),
    ...archetype.reactions.flatMap(({ needs, on, does }) => [...needs, on.thing, does.thing]),
  ];
  const systems = archetype.reactions.flatMap(({ does }) => (does.kind === 'ask' ? [does.system] : []));
  return [
    ...named.filter((id) => !ids.has(id)),
    ...(archetype.lifecycle?.moves ?? []).flatMap(({ from, to }) =>
      [...from, to].filter((state) => !states.has(state)),
    ),
    ...(archetype.stock && !attributes.some(({ name }) => name === archetype.stock) ? ['stock'] : []),
    ...archetype.computed
      .map(({ attribute }) => attribute)
      .filter((name) => !attributes.some((each) => each.name === name)),
    ...systems.filter((system) => !archetype.externals.some(({ name }) => name === system)),
  ];
};

test('every archetype refers to what exists', () => {
  expect(archetypes.flatMap(problemsOf)).toEqual([]);
  expect(ids.size).toBe(archetypes.length);
});

test('a planted archetype that refers to nothing is found', () => {
  const planted = archetypeSchema.parse({ ...archetypes[1], neighbours: ['zorble'], stock: 'frobs' });
  expect(problemsOf(planted)).toEqual(['zorble', 'stock']);
});

test('no name and no area stands for two archetypes', () => {
  const words = archetypes.flatMap((each) => each.words);
  const areas = archetypes.flatMap((each) => each.areas);
  expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual([]);
  expect(areas.filter((area, index) => areas.indexOf(area) !== index)).toEqual([]);
});

test.each([
  ['orders', 'order'],
  ['a catalogue', 'catalogue-item'],
  ['shipping', 'shipment'],
  ['order management', 'order'],
  ['online payments', 'payment'],
  ['zorbles', undefined],
])('%s is a candidate for %s', (part, id) => {
  expect(archetypeOfPart(part, { singular })?.id).toBe(id);
});

test('neighbours are so from both sides', () => {
  const [order, vote] = ['order', 'vote'].map((id) => archetypes.find((each) => each.id === id) as Archetype);
  const shipment = archetypes.find(({ id }) => id === 'shipment') as Archetype;
  expect([
    areNeighbours(order!, shipment),
    areNeighbours(shipment, order!),
    areNeighbours(order!, vote!),
  ]).toEqual([true, true, false]);
});

import type { PlannedAttribute, Subject } from '../../../../domain/product-plan.ts';
import type { Statement } from '../../../../domain/statement.ts';
import type { Archetype, ArchetypeAttribute } from '../../../../knowledge/archetypes/archetype.ts';
import type { PlannedThing, Want } from '../plan-thing.ts';
import { listing, withArticle } from '../wording.ts';

/** Which archetypes are there, and what their things are called. */
export type Cast = ReadonlyMap<string, string>;

const applies = (needs: readonly string[], cast: Cast): boolean => needs.every((id) => cast.has(id));

const FINDABLE = new Set(['text', 'choice', 'date']);
const MOST_FILTERS = 4;

/** Of several things that one may be about, none is required. */
const isAlternative = (
  attribute: ArchetypeAttribute,
  all: readonly ArchetypeAttribute[],
  cast: Cast,
): boolean =>
  attribute.nature === 'reference' &&
  attribute.needs.length > 0 &&
  all.filter((each) => each.nature === 'reference' && each.needs.length > 0 && applies(each.needs, cast))
    .length > 1;

const toAttributes = (attributes: readonly ArchetypeAttribute[], cast: Cast): PlannedAttribute[] =>
  attributes
    .filter(({ needs }) => applies(needs, cast))
    .filter(({ name }, index, all) => all.findIndex((each) => each.name === name) === index)
    .map((attribute) => {
      const refers = attribute.refers === undefined ? undefined : cast.get(attribute.refers);
      return {
        name: refers ?? attribute.name,
        nature: attribute.nature === 'reference' && !refers ? 'text' : attribute.nature,
        choices: attribute.choices,
        ...(refers ? { refers } : {}),
        required: attribute.required && !isAlternative(attribute, attributes, cast),
        unique: attribute.unique,
        computed: false,
        origin: 'derived',
      };
    });

const lifecycleOf = ({ lifecycle }: Archetype, cast: Cast): Subject['lifecycle'] => {
  if (!lifecycle) return undefined;
  const states = lifecycle.states.filter(({ needs }) => applies(needs, cast)).map(({ name }) => name);
  const moves = lifecycle.moves.flatMap(({ verb, from, to, by, first, needs }) => {
    const sources = from.filter((state) => states.includes(state));
    const used = first ? sources.slice(0, 1) : sources;
    return states.includes(to) && used.length > 0 && applies(needs, cast)
      ? [{ verb, from: used, to, by }]
      : [];
  });
  const [initial] = states;
  return initial && states.length > 1 ? { initial, states, moves } : undefined;
};

const wantsOf = (archetype: Archetype, statement: Statement, cast: Cast): Want[] => {
  const beside = archetype.neighbours.flatMap((id) => cast.get(id) ?? []);
  const because = `${withArticle(archetype.title.toLowerCase())} beside ${listing(beside.map(withArticle))} is usually dealt with so`;
  const want = (intent: Want['intent']): Want => ({ intent, statements: [statement], because });
  return archetype.maintained
    ? [want('record'), want('view'), want('change'), want('remove'), want('find')]
    : [want('record'), want('find')];
};

const filtersOf = (attributes: readonly PlannedAttribute[]): string[] =>
  attributes
    .filter(({ nature, required }) => required && FINDABLE.has(nature))
    .slice(0, MOST_FILTERS)
    .map(({ name }) => name);

/** The thing that an archetype stands for, complete; everything in it is derived. */
export const fillThing = (
  archetype: Archetype,
  name: string,
  { cast, statement, plural }: { cast: Cast; statement: Statement; plural: (noun: string) => string },
): PlannedThing => {
  const computed = new Set(archetype.computed.map(({ attribute }) => attribute));
  const attributes = toAttributes(archetype.attributes, cast).map((attribute) => ({
    ...attribute,
    computed: computed.has(attribute.name),
  }));
  const lifecycle = lifecycleOf(archetype, cast);
  const stock = attributes.find((each) => each.name === archetype.stock)?.name;
  const parts = archetype.parts.map((part) => ({
    name: part.name,
    plural: part.plural,
    attributes: toAttributes(part.attributes, cast),
    required: true,
  }));
  return {
    subject: {
      name,
      plural: plural(name),
      unchangeable: false,
      attributes,
      parts,
      ...(lifecycle ? { lifecycle } : {}),
      ...(stock ? { stock } : {}),
    },
    wants: wantsOf(archetype, statement, cast),
    verb: archetype.verb,
    filters: filtersOf(attributes),
    formats: ['csv', 'ndjson'],
    actors: new Map(archetype.actor ? [['record', archetype.actor] as const] : []),
    assumptions: [
      `The text does not say what is known of ${withArticle(name)}: ${listing([...attributes.map((each) => each.name), ...parts.map((part) => part.plural)])} are assumed, as is usual for ${withArticle(archetype.title.toLowerCase())}.`,
    ],
  };
};

import type { GeneratedFile } from '../../../domain/artifact.ts';
import type { Field } from '../../../domain/blueprint.ts';
import type { AggregateModel } from '../aggregate-model.ts';
import { snapshotFunction } from '../domain/derived-file.ts';
import { fieldMember, fieldVariable } from '../identifiers.ts';
import { block, literal, paragraphs } from '../source-text.ts';
import { boundaryCases } from './expressions/boundary-cases.ts';
import { holdsIn, resourceIn } from './expressions/evaluate.ts';
import { givenOf, type World } from './expressions/world.ts';
import { changedInput } from './input-file.ts';
import { methodCall, stateCode } from './method-calls.ts';
import { supportImports } from './support-imports.ts';
import { conditionsOf, worldsByState } from './state-worlds.ts';
import { placeOf, sampleWorld } from './worlds.ts';

const differing = (model: AggregateModel, world: World, base: World): Record<string, string> => {
  const [given, old] = [givenOf(model.aggregate, world.fields), givenOf(model.aggregate, base.fields)];
  return Object.fromEntries(
    Object.entries(given)
      .filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(old[name]))
      .map(([name, value]) => [name, literal(value)]),
  );
};

/** The column of a table of cases that holds what a field comes to. */
const columnOf = ({ name }: Field): string => (['given', 'state', 'at'].includes(name) ? 'expected' : name);

/** Kept with the rest: what a creation makes of an input. */
const keptTest = (model: AggregateModel, field: Field): string => {
  const base = sampleWorld(model);
  const place = placeOf(model);
  const fixed = [...model.serverFields, ...model.managed].map(({ name }) => name);
  const isPossible = (world: World) =>
    world.now === base.now &&
    fixed.every((name) => world.fields[name] === base.fields[name]) &&
    conditionsOf(model, model.create.useCase).every((condition) => holdsIn(condition, place, world));
  const cases = field.derived ? boundaryCases(field.derived, place, [base], isPossible) : [];
  const rows = cases.map(({ world }) => {
    const changed = Object.entries(differing(model, world, base)).map(([name, code]) => `${name}: ${code}`);
    return `{ given: { ${changed.join(', ')} }, ${columnOf(field)}: ${literal(resourceIn(place, world)[field.name])} },`;
  });
  const call = methodCall(model, model.create, '', { input: `{ ...${changedInput(model, {})}, ...given }` });
  return block(
    'it.each([',
    ...rows,
    `])(${literal(`computes ${field.name}: $${columnOf(field)}`)}, ({ given, ${fieldMember(columnOf(field))} }) => {`,
    `expect(${call}.state.${field.name}).toBe(${fieldVariable(columnOf(field))});`,
    '});',
  );
};

/** Computed for the time of a question: what is shown of a stored one. */
const shownTest = (model: AggregateModel, field: Field): string => {
  const stands = worldsByState(model);
  const { lifecycle } = model.aggregate;
  const standOf = (world: World) =>
    stands.find(({ world: base }) => JSON.stringify(base.fields) === JSON.stringify(world.fields));
  const place = placeOf(model);
  const cases = field.derived
    ? boundaryCases(
        field.derived,
        place,
        stands.map(({ world }) => world),
        (world) => standOf(world) !== undefined,
      )
    : [];
  const rows = cases.map(({ world }) => {
    const state = standOf(world)?.state ?? '';
    const value = literal(resourceIn(place, world)[field.name]);
    return `{ ${lifecycle ? `state: ${literal(state)}, ` : ''}at: ${literal(world.now)}, ${columnOf(field)}: ${value} },`;
  });
  const stored = lifecycle ? stateCode(model, 'x').replace(/[.[].*$/, '[state]') : stateCode(model, '');
  return block(
    `it.each([`,
    ...rows,
    `] as const)(${literal(`shows $${columnOf(field)} as ${field.name} of what is ${lifecycle ? '$state' : 'kept'} at $at`)}, ({ ${lifecycle ? 'state, ' : ''}at, ${fieldMember(columnOf(field))} }) => {`,
    `expect(${snapshotFunction(model)}(${stored}, at).${field.name}).toBe(${fieldVariable(columnOf(field))});`,
    '});',
  );
};

/** `test/unit/domain/<aggregate>-derived.test.ts`: what is computed, with cases that tell it from formulas nearby. */
export const derivedTestFile = (model: AggregateModel): GeneratedFile[] => {
  const tests = [
    ...model.derived.map((field) => keptTest(model, field)),
    ...model.nowDerived.map((field) => shownTest(model, field)),
  ];
  if (tests.length === 0) return [];
  return [
    {
      path: `test/unit/domain/${model.folder}-derived.test.ts`,
      content: paragraphs(
        `import { expect, it } from 'vitest';`,
        supportImports(model, tests.join('\n')),
        ...tests,
      ),
    },
  ];
};

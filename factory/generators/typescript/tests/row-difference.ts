import { literal } from '../source-text.ts';
import type { AggregateModel, UseCaseModel } from '../aggregate-model.ts';
import { factNameOf } from '../fact-model.ts';
import { givenOf, type Values, type World } from './expressions/world.ts';
import type { Code } from './sample-values.ts';
import { keptIn } from './worlds.ts';

/** A world, with what the others are like, and whether the use case may be done there. */
export type Row = { world: World; facts?: Values; isAllowed: boolean };

/** Where rows differ: `state` is the name of the state that all of them are in. */
export type Table = {
  model: AggregateModel;
  useCase: UseCaseModel;
  state: string;
  base: World;
  rows: readonly Row[];
};

/** What a row has otherwise than the base. `given`: of a body; `related`: of what reference fields name, by fact. */
export type Difference = {
  given?: Values;
  state?: Values;
  input?: Values;
  at?: string;
  facts?: Values;
  related?: Record<string, Values>;
};

const differences = (values: Values, base: Values): Values =>
  Object.fromEntries(
    [...new Set([...Object.keys(values), ...Object.keys(base)])]
      .filter((name) => JSON.stringify(values[name]) !== JSON.stringify(base[name]))
      .map((name) => [name, values[name]]),
  );

/** Code for a row. What is absent is said to be: it stands against a value of the same name. */
export const rowCode = (value: unknown): Code => {
  if (value === undefined) return 'undefined';
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return literal(value);
  const entries = Object.entries(value).map(
    ([name, member]) => `${JSON.stringify(name)}: ${rowCode(member)}`,
  );
  return `{ ${entries.join(', ')} }`;
};

const isEmpty = (values: Values): boolean => Object.keys(values).length === 0;

/** What differs of the aggregates that reference fields name, by fact. */
const relatedDifferences = ({ related }: World, base: World): Record<string, Values> =>
  Object.fromEntries(
    Object.entries(related).flatMap(([reference, values]) => {
      const changed = differences(values, base.related[reference] ?? {});
      return isEmpty(changed) ? [] : [[factNameOf(reference), changed]];
    }),
  );

/** A caller gives the fields. */
export const gives = ({ useCase }: UseCaseModel): boolean =>
  useCase.kind === 'create' || useCase.kind === 'update';

export const differenceOf = ({ model, useCase, base }: Table, { world, facts = {} }: Row): Difference => {
  const kept = differences(keptIn(model, world), keptIn(model, base));
  const given = differences(givenOf(model.aggregate, world.fields), givenOf(model.aggregate, base.fields));
  const related = relatedDifferences(world, base);
  const input = differences(world.input, base.input);
  return {
    ...(gives(useCase) ? !isEmpty(given) && { given } : !isEmpty(kept) && { state: kept }),
    ...(!isEmpty(input) && { input }),
    ...(world.now !== base.now && { at: world.now }),
    ...(!isEmpty(facts) && { facts }),
    ...(!isEmpty(related) && { related }),
  };
};

const valueText = (value: unknown): string => JSON.stringify(value)?.replaceAll('"', '') ?? 'absent';

/** A row in words. */
export const titleOf = ({ given, state, input, at, facts, related = {} }: Difference): string => {
  const parts = Object.entries({ ...given, ...state, ...input, ...facts }).map(
    ([name, value]) => `${name} ${valueText(value)}`,
  );
  const ofOthers = Object.entries(related).flatMap(([name, changes]) =>
    Object.entries(changes).map(([field, value]) => `${name}.${field} ${valueText(value)}`),
  );
  return [...parts, ...ofOthers, ...(at ? [`at ${at}`] : [])].join(', ');
};

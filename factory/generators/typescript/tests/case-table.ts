import type { AggregateModel, UseCaseModel } from '../aggregate-model.ts';
import { factNameOf } from '../fact-model.ts';
import { block, literal } from '../source-text.ts';
import { givenOf, type Values, type World } from './expressions/world.ts';
import { inputCall } from './input-file.ts';
import { factsName, methodCall, restored, sampleInputCode, stateCode } from './method-calls.ts';
import type { Code } from './sample-values.ts';
import { keptIn, sampleInput, stamp } from './worlds.ts';

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

type Difference = {
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
const rowCode = (value: unknown): string => {
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

const gives = ({ useCase }: UseCaseModel): boolean => useCase.kind === 'create' || useCase.kind === 'update';

const differenceOf = ({ model, useCase, base }: Table, { world, facts = {} }: Row): Difference => {
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

const members = ['given', 'state', 'input', 'at', 'facts'] as const;

const hasMember = (difference: Difference, name: (typeof members)[number]): boolean =>
  difference[name] !== undefined || (name === 'facts' && difference.related !== undefined);

const factsCode = (model: AggregateModel, { facts = {}, related = {} }: Difference): Code => {
  const referred = Object.entries(related).map(
    ([name, changes]) =>
      `${name}: { ...${factsName(model)}.${name}, ${Object.entries(changes)
        .map(([field, value]) => `${field}: ${rowCode(value)}`)
        .join(', ')} }`,
  );
  const others = Object.entries(facts).map(([name, value]) => `${name}: ${rowCode(value)}`);
  return `{ ${[...referred, ...others].join(', ')} }`;
};

/** Every row has the members that one of them has, so that they are of one type. */
const memberCode = ({ model, base }: Table, difference: Difference, name: (typeof members)[number]): Code => {
  if (name === 'facts') return factsCode(model, difference);
  if (name === 'at') return literal(difference.at ?? base.now);
  return rowCode(difference[name] ?? {});
};

const spread = (base: Code, change: Code | undefined): Code =>
  change ? `{ ...${base}, ${change.startsWith('{') ? change.slice(1, -1) : `...${change}`} }` : base;

const inputCode = ({ model, useCase, base }: Table): Code => {
  if (gives(useCase)) return inputCall(model);
  const isSample =
    useCase.useCase.kind !== 'transition' ||
    JSON.stringify(base.input) === JSON.stringify(sampleInput(useCase.useCase));
  return isSample ? sampleInputCode(model, useCase) : literal(base.input);
};

/** Arguments of a call: `change` says by which code a member is changed. */
const argumentsOf = (table: Table, change: (name: (typeof members)[number]) => Code | undefined) => {
  const { model, useCase, base } = table;
  const at =
    change('at') ??
    (base.now === stamp.at && useCase.useCase.kind === 'create' ? undefined : literal(base.now));
  return {
    input: spread(inputCode(table), change(gives(useCase) ? 'given' : 'input')),
    ...(at !== undefined && { at }),
    facts: spread(factsName(model), change('facts')),
  };
};

const valueText = (value: unknown): string => JSON.stringify(value)?.replaceAll('"', '') ?? 'absent';

const titleOf = ({ given, state, input, at, facts, related = {} }: Difference): string => {
  const parts = Object.entries({ ...given, ...state, ...input, ...facts }).map(
    ([name, value]) => `${name} ${valueText(value)}`,
  );
  const ofOthers = Object.entries(related).flatMap(([name, changes]) =>
    Object.entries(changes).map(([field, value]) => `${name}.${field} ${valueText(value)}`),
  );
  return [...parts, ...ofOthers, ...(at ? [`at ${at}`] : [])].join(', ');
};

const tableOf = (
  table: Table,
  title: string,
  rows: readonly Row[],
  expectation: (call: Code) => Code,
): string => {
  const { model, useCase, state } = table;
  const found = rows.map((row) => differenceOf(table, row));
  const names = members.filter((name) => found.some((difference) => hasMember(difference, name)));
  const [only] = found.length === 1 ? found : [];
  const change = (name: (typeof members)[number]) => {
    if (!names.includes(name)) return undefined;
    return only ? memberCode(table, only, name) : name;
  };
  const call = methodCall(model, useCase, model.one, argumentsOf(table, change));
  const stored =
    useCase.useCase.kind !== 'create' &&
    `const ${model.one} = ${restored(model, spread(stateCode(model, state), change('state')))};`;
  const body = block(stored, expectation(call));
  if (only)
    return block(`it(${literal([title, titleOf(only)].filter(Boolean).join(': '))}, () => {`, body, '});');
  const cases = found.map((difference) => {
    const values = names.map((name) => `${name}: ${memberCode(table, difference, name)}`);
    return `{ ${[`case: ${literal(titleOf(difference) || 'as it is')}`, ...values].join(', ')} },`;
  });
  return block(
    'it.each([',
    ...cases,
    `])(${literal(`${title.replaceAll('%', '%%').replaceAll('$', '$ ')}: $case`)}, ({ ${names.join(', ')} }) => {`,
    body,
    '});',
  );
};

/** Tests of the rows where a use case may be done, and of those where `refusal` (code of a matcher's argument) says why not. */
export const caseTests = (table: Table, rule: string, refusal: Code): string[] => {
  const { rows, useCase } = table;
  const allowed = rows.filter(({ isAllowed }) => isAllowed);
  const refused = rows.filter(({ isAllowed }) => !isAllowed);
  const { name } = useCase.useCase;
  return [
    allowed.length > 0 &&
      tableOf(table, `${rule} allows ${name}`, allowed, (call) => `expect(() => ${call}).not.toThrow();`),
    refused.length > 0 &&
      tableOf(
        table,
        `${rule} refuses ${name}`,
        refused,
        (call) => `expect(() => ${call}).toThrow(${refusal});`,
      ),
  ].filter((test) => test !== false);
};

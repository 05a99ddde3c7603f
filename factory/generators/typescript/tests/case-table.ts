import type { AggregateModel } from '../aggregate-model.ts';
import { block, literal } from '../source-text.ts';
import { inputCall } from './input-file.ts';
import { factsName, methodCall, restored, stateCode } from './method-calls.ts';
import {
  differenceOf,
  gives,
  rowCode,
  titleOf,
  type Difference,
  type Row,
  type Table,
} from './row-difference.ts';
import type { Code } from './sample-values.ts';
import { stamp } from './worlds.ts';

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

const spreadOf = (code: Code): Code => (code.startsWith('{') ? code.slice(1, -1) : `...${code}`);

const spread = (base: Code, change: Code | undefined): Code =>
  change ? `{ ${[spreadOf(base), spreadOf(change)].filter((part) => part.trim() !== '').join(', ')} }` : base;

/** What a transition or posting is given where rows do not say otherwise. `always`: what every row says. */
const inputCode = ({ model, useCase, base }: Table, always: ReadonlySet<string>): Code => {
  if (gives(useCase)) return inputCall(model);
  const { ledger } = model.aggregate;
  const amount = useCase.useCase.kind === 'post' && ledger ? { [ledger.unit]: 1 } : {};
  const given = Object.entries({ ...amount, ...base.input }).filter(([name]) => !always.has(name));
  return literal(Object.fromEntries(given));
};

/** Arguments of a call: `change` says by which code a member is changed. */
const argumentsOf = (
  table: Table,
  always: ReadonlySet<string>,
  change: (name: (typeof members)[number]) => Code | undefined,
) => {
  const { model, useCase, base } = table;
  const at =
    change('at') ??
    (base.now === stamp.at && useCase.useCase.kind === 'create' ? undefined : literal(base.now));
  return {
    input: spread(inputCode(table, always), change(gives(useCase) ? 'given' : 'input')),
    ...(at !== undefined && { at }),
    facts: spread(factsName(model), change('facts')),
  };
};

const alwaysGiven = (rows: readonly Difference[]): ReadonlySet<string> =>
  new Set(Object.keys(rows[0]?.input ?? {}).filter((name) => rows.every(({ input = {} }) => name in input)));

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
  const call = methodCall(model, useCase, model.one, argumentsOf(table, alwaysGiven(found), change));
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

import { enteredAt } from '../../../domain/aggregate.ts';
import type { RuleOf } from '../../../domain/rule.ts';
import { fieldOf, type AggregateModel } from '../aggregate-model.ts';
import { durationCode } from '../domain/arithmetic-code.ts';
import { isPresent } from '../domain/scopes.ts';
import { sharedFields, type AmongRule } from '../fact-model.ts';
import { fieldMember, fieldVariable, functionName } from '../identifiers.ts';
import { onlyState } from '../lookup-model.ts';
import { block, docComment, literal, sentence } from '../source-text.ts';

/** The function that looks up what a rule needs to know. */
export const amongFunction = ({ name }: AmongRule): string => functionName(name);

/** The states of the others may have changed by time alone. */
const followsTime = ({ timeouts }: AggregateModel, rule: AmongRule): boolean =>
  timeouts.length > 0 && (rule.kind === 'block' || rule.states.length > 0);

/** Whether the time matters for what a rule needs to know. */
export const amongNeedsTime = (model: AggregateModel, rule: AmongRule): boolean =>
  followsTime(model, rule) ||
  rule.kind === 'block' ||
  (rule.kind === 'limit' && rule.within !== undefined && rule.within.mode === 'rolling');

/** Own fields that a lookup reads, besides the id. */
export const lookedUpFields = (rule: AmongRule): string[] => [
  ...new Set([
    ...sharedFields(rule),
    ...(rule.kind === 'no-overlap' ? [rule.start] : []),
    ...(rule.kind === 'limit' && rule.within?.mode === 'calendar' ? [rule.within.field] : []),
  ]),
];

const isOptional = (model: AggregateModel, name: string): boolean => {
  const field = fieldOf(model, name);
  return model.aggregate.fields.includes(field) && !isPresent(model.aggregate, field);
};

const isDay = (model: AggregateModel, name: string): boolean => fieldOf(model, name).type.kind === 'date';

/** Statements and conditions by which others are narrowed down. */
type Narrowing = { statements: string[]; query: string[]; conditions: string[] };

const windowOf = (model: AggregateModel, rule: AmongRule): Narrowing => {
  if (rule.kind !== 'limit' || !rule.within) return { statements: [], query: [], conditions: [] };
  const { field, duration, mode } = rule.within;
  const [open, close] = isDay(model, field) ? ['dayOf(', ')'] : ['', ''];
  const guard = isOptional(model, field) ? `state.${field} !== undefined && ` : '';
  if (mode === 'rolling')
    return {
      statements: [],
      query: [`${field}From: ${open}earlier(at, ${durationCode(duration)})${close}`],
      conditions: field === 'recordedAt' ? [] : [`${guard}state.${field} <= ${open}at${close}`],
    };
  return {
    statements: [`const { start, end } = periodOf(${fieldVariable(field)}, ${durationCode(duration)});`],
    query: [`${field}From: ${open}start${close}`],
    conditions: [`${guard}state.${field} < ${open}end${close}`],
  };
};

const statesOf = (model: AggregateModel, rule: AmongRule): Narrowing => {
  const { lifecycle } = model.aggregate;
  if (!lifecycle || rule.kind === 'block' || rule.states.length === 0)
    return { statements: [], query: [], conditions: [] };
  const only = onlyState(rule);
  const { field } = lifecycle;
  if (only !== undefined && model.timeouts.length === 0)
    return { statements: [], query: [`${field}: ${literal(only)}`], conditions: [] };
  const condition =
    only === undefined
      ? `${literal(rule.states)}.includes(state.${field})`
      : `state.${field} === ${literal(only)}`;
  return { statements: [], query: [], conditions: [condition] };
};

const blockQuery = ({ aggregate: { lifecycle } }: AggregateModel, rule: AmongRule): string[] =>
  lifecycle && rule.kind === 'block'
    ? [
        `${enteredAt(lifecycle, rule.state)}From: earlier(earlier(at, ${durationCode(rule.lasts)}), ${durationCode(rule.within)})`,
      ]
    : [];

const resultTypes = {
  limit: 'number',
  unique: 'boolean',
  'no-overlap': '{ start: string; end: string }[]',
  block: 'string[]',
} as const;

const nothing = { limit: '0', unique: 'false', 'no-overlap': '[]', block: '[]' } as const;

const sumCode = (model: AggregateModel, { amount = '' }: RuleOf<'limit'>): string => {
  const value = isOptional(model, amount) ? `(state.${amount} ?? 0)` : `state.${amount}`;
  return `others.reduce((sum, { state }) => sum + ${value}, 0)`;
};

const periodCode = (model: AggregateModel, { start, end }: RuleOf<'no-overlap'>): string =>
  isOptional(model, start) || isOptional(model, end)
    ? `others.flatMap(({ state }) => state.${start} !== undefined && state.${end} !== undefined ? [{ start: state.${start}, end: state.${end} }] : [])`
    : `others.map(({ state }) => ({ start: state.${start}, end: state.${end} }))`;

const resultCode = (model: AggregateModel, rule: AmongRule): string => {
  switch (rule.kind) {
    case 'limit':
      return rule.amount === undefined ? 'others.length' : sumCode(model, rule);
    case 'unique':
      return 'others.length > 0';
    case 'no-overlap':
      return periodCode(model, rule);
    case 'block': {
      const { lifecycle } = model.aggregate;
      const field = lifecycle ? enteredAt(lifecycle, rule.state) : 'recordedAt';
      return field === 'recordedAt'
        ? 'others.map(({ state }) => state.recordedAt)'
        : `others.flatMap(({ state }) => state.${field} ?? [])`;
    }
  }
};

/** The function that looks up what a rule needs to know of the others. */
export const amongLookup = (model: AggregateModel, rule: AmongRule): string => {
  const { type, many, one } = model;
  const fields = lookedUpFields(rule);
  const names = ['id', ...fields.filter((name) => name !== 'id')];
  const window = windowOf(model, rule);
  const states = statesOf(model, rule);
  const absent = fields
    .filter((name) => isOptional(model, name))
    .map((name) => `${fieldVariable(name)} === undefined`);
  const shared = sharedFields(rule).map((name) =>
    fieldOf(model, name).type.kind === 'instant'
      ? `${name}: toInstant(${fieldVariable(name)})`
      : fieldMember(name),
  );
  const started =
    rule.kind === 'no-overlap'
      ? [
          `${rule.end}From: ${fieldOf(model, rule.start).type.kind === 'instant' ? `toInstant(${fieldVariable(rule.start)})` : fieldVariable(rule.start)}`,
        ]
      : [];
  const query = [...shared, ...started, ...states.query, ...window.query, ...blockQuery(model, rule)];
  const conditions = ['state.id !== id', ...states.conditions, ...window.conditions];
  const parameters = [
    `${many}: ${type}Repository`,
    `{ ${names.map(fieldMember).join(', ')} }: Pick<${type}State, ${names.map(literal).join(' | ')}>`,
    ...(amongNeedsTime(model, rule) ? ['at: string'] : []),
  ];
  const all = `await Array.fromAsync(${many}.all({ ${query.join(', ')} }))`;
  const filter = `filter(({ state }) => ${conditions.join(' && ')})`;
  return block(
    docComment(sentence(rule.statement)),
    `export const ${amongFunction(rule)} = async (${parameters.join(', ')}): Promise<${resultTypes[rule.kind]}> => {`,
    absent.length > 0 && `if (${absent.join(' || ')}) return ${nothing[rule.kind]};`,
    ...window.statements,
    !followsTime(model, rule)
      ? `const others = (${all}).${filter};`
      : block(
          `const all = ${all};`,
          `for (const ${one} of all) ${one}.advance(at);`,
          `const others = all.${filter};`,
        ),
    `return ${resultCode(model, rule)};`,
    '};',
  );
};

import type { Aggregate } from '../../../domain/aggregate.ts';
import type { Expression } from '../../../domain/expression.ts';
import type { Rule, RuleOf } from '../../../domain/rule.ts';
import { aggregateScope, resourceFields } from '../expression-scope.ts';
import { expressionType } from '../expression-type.ts';
import { valueType, type ValueType } from '../value-type.ts';

/** What is wrong with an expression that must be of a type. */
export const faultsOf = (
  expression: Expression,
  type: ValueType,
  scope: Parameters<typeof expressionType>[1],
): string[] => {
  const typed = expressionType(expression, scope);
  if (typed.faults.length > 0) return typed.faults;
  return typed.type === type ? [] : [`it gives ${typed.type ?? 'nothing'}, not ${type}`];
};

const lacking = (aggregate: Aggregate, names: readonly string[]): string[] => {
  const known = resourceFields(aggregate).map(({ name }) => name);
  return names
    .filter((name) => !known.includes(name))
    .map((name) => `${aggregate.name} has no field ${name}`);
};

const typesOf = (aggregate: Aggregate, name: string): ValueType[] =>
  resourceFields(aggregate)
    .filter((field) => field.name === name)
    .map(({ type }) => valueType(type));

const needing = (aggregate: Aggregate, name: string, types: readonly ValueType[]): string[] => [
  ...lacking(aggregate, [name]),
  ...typesOf(aggregate, name)
    .filter((type) => !types.includes(type))
    .map((type) => `${name} is ${type}, not ${types.join(' or ')}`),
];

const unknownStates = ({ name, lifecycle }: Aggregate, states: readonly string[]): string[] =>
  states
    .filter((state) => !lifecycle?.states.some((each) => each.name === state))
    .map((state) => `${name} has no state ${state}`);

const limitFaults = (
  rule: RuleOf<'limit'>,
  aggregate: Aggregate,
  aggregates: readonly Aggregate[],
): string[] => {
  const { maximum, amount, within } = rule;
  const related: Expression | undefined =
    typeof maximum === 'number' ? undefined : { op: 'related', ...maximum };
  return [
    ...lacking(aggregate, rule.per),
    ...unknownStates(aggregate, rule.states),
    ...(related ? faultsOf(related, 'number', aggregateScope(aggregate, aggregates)) : []),
    ...(amount === undefined ? [] : needing(aggregate, amount, ['number'])),
    ...(within === undefined ? [] : needing(aggregate, within.field, ['instant', 'date'])),
  ];
};

const overlapFaults = (rule: RuleOf<'no-overlap'>, aggregate: Aggregate): string[] => {
  const [start] = typesOf(aggregate, rule.start);
  return [
    ...lacking(aggregate, rule.per),
    ...unknownStates(aggregate, rule.states),
    ...needing(aggregate, rule.start, ['instant', 'date', 'number']),
    ...needing(aggregate, rule.end, start ? [start] : ['instant']),
  ];
};

/** What is wrong with a rule of an aggregate: names that do not exist, values that cannot be compared. */
export const ruleFaults = (rule: Rule, aggregate: Aggregate, aggregates: readonly Aggregate[]): string[] => {
  const scope = aggregateScope(aggregate, aggregates);
  switch (rule.kind) {
    case 'invariant':
    case 'guard':
      return faultsOf(rule.holds, 'flag', scope);
    case 'limit':
      return limitFaults(rule, aggregate, aggregates);
    case 'unique':
      return [...lacking(aggregate, rule.fields), ...unknownStates(aggregate, rule.states)];
    case 'no-overlap':
      return overlapFaults(rule, aggregate);
    case 'block':
      return [...lacking(aggregate, rule.per), ...unknownStates(aggregate, [rule.state])];
  }
};

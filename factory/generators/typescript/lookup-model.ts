import { enteredAt } from '../../domain/aggregate.ts';
import type { Aggregate, UseCase } from '../../domain/blueprint.ts';
import type { QueryParameter } from '../../domain/operation.ts';
import { isAmongRule, sharedFields, type AmongRule } from './fact-model.ts';

const equals = (field: string): QueryParameter => ({ name: field, field, bound: 'equals' });
const from = (field: string): QueryParameter => ({ name: `${field}From`, field, bound: 'from' });
const to = (field: string): QueryParameter => ({ name: `${field}To`, field, bound: 'to' });

/** The one state in which others count for a rule, undefined where it is none or one of several. */
export const onlyState = (rule: AmongRule): string | undefined =>
  rule.kind !== 'block' && rule.states.length === 1 ? rule.states[0] : undefined;

const ofRule = ({ lifecycle }: Aggregate, rule: AmongRule): QueryParameter[] => [
  ...sharedFields(rule).map(equals),
  ...(lifecycle && onlyState(rule) !== undefined ? [equals(lifecycle.field)] : []),
  ...(lifecycle && rule.kind === 'block' ? [from(enteredAt(lifecycle, rule.state))] : []),
  ...(rule.kind === 'no-overlap' ? [from(rule.end)] : []),
  ...(rule.kind === 'limit' && rule.within ? [from(rule.within.field)] : []),
];

const ofTimeouts = ({ lifecycle }: Aggregate): QueryParameter[] =>
  lifecycle?.timeouts.flatMap(({ state }) => [equals(lifecycle.field), to(enteredAt(lifecycle, state))]) ??
  [];

/** Searches that show everybody only what is their own. */
const ofOwners = (useCases: readonly UseCase[]): QueryParameter[] =>
  useCases.flatMap(({ kind, owner }) =>
    owner !== undefined && (kind === 'search' || kind === 'export') ? [equals(owner)] : [],
  );

/** Conditions by which rules and timeouts look others up, in the form of filters. */
export const lookupsOf = (aggregate: Aggregate, useCases: readonly UseCase[]): QueryParameter[] => {
  const all = [
    ...aggregate.rules.filter(isAmongRule).flatMap((rule) => ofRule(aggregate, rule)),
    ...ofTimeouts(aggregate),
    ...ofOwners(useCases),
  ];
  return all.filter(({ name }, index) => all.findIndex((other) => other.name === name) === index);
};

import type { Aggregate, Field, Service } from '../../domain/blueprint.ts';
import type { Rule, RuleOf } from '../../domain/rule.ts';

/** A rule whose check needs to know others of the same aggregate. */
export type AmongRule = RuleOf<'limit'> | RuleOf<'unique'> | RuleOf<'no-overlap'> | RuleOf<'block'>;

/** What a use case looks up before it asks the aggregate: a member of `<Type>Facts`. */
export type FactModel =
  /** The aggregate that a reference field names. */
  | { kind: 'reference'; name: string; field: Field; target: Aggregate }
  /** What a rule needs to know of the others. */
  | { kind: 'among'; name: string; rule: AmongRule };

export const isAmongRule = (rule: Rule): rule is AmongRule =>
  rule.kind === 'limit' || rule.kind === 'unique' || rule.kind === 'no-overlap' || rule.kind === 'block';

/** `classId` → `class`. */
export const factNameOf = (reference: string): string => reference.replace(/(?<=.)Id$/, '');

/** The aggregate of this service that a field names, undefined where it names none of them. */
export const targetOf = (service: Service, { type }: Field): Aggregate | undefined =>
  type.kind === 'reference' && (type.service === undefined || type.service === service.name)
    ? service.aggregates.find(({ name }) => name === type.aggregate)
    : undefined;

export const referenceFact = (service: Service, aggregate: Aggregate, name: string): FactModel => {
  const field = aggregate.fields.find((candidate) => candidate.name === name);
  const target = field && targetOf(service, field);
  if (!field || !target)
    throw new Error(
      `${aggregate.name} looks into what ${name} names, which is no aggregate of ${service.name}.`,
    );
  return { kind: 'reference', name: factNameOf(name), field, target };
};

/** Fields whose values others are looked up by, undefined for those that are not shared. */
export const sharedFields = (rule: AmongRule): readonly string[] =>
  rule.kind === 'unique' ? rule.fields : rule.per;

/** Fields that decide whether, and with how much, one counts for a rule. */
export const countedFields = (rule: AmongRule): string[] => [
  ...sharedFields(rule),
  ...(rule.kind === 'no-overlap' ? [rule.start, rule.end] : []),
  ...(rule.kind === 'limit' && rule.amount ? [rule.amount] : []),
  ...(rule.kind === 'limit' && rule.within ? [rule.within.field] : []),
];

/** Whether one counts for a rule while it is in a state. */
export const countsIn = (rule: AmongRule, state: string | undefined): boolean =>
  rule.kind === 'block' || rule.states.length === 0 || (state !== undefined && rule.states.includes(state));

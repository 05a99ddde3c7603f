import type { Aggregate, Field, Service, UseCase } from '../../domain/blueprint.ts';
import { enteredAt } from '../../domain/aggregate.ts';
import { isGiven } from '../../domain/field.ts';
import { pascalCase } from '../../domain/naming.ts';
import type { Rule } from '../../domain/rule.ts';
import { isNowDerived } from './derived-model.ts';
import { usesOf, type Uses } from './expression-uses.ts';
import {
  countedFields,
  countsIn,
  isAmongRule,
  referenceFact,
  type AmongRule,
  type FactModel,
} from './fact-model.ts';
import { assertionName } from './identifiers.ts';
import type { UseCaseModel } from './use-case-model.ts';

/** What a function or method takes, in this order: `(state, input, at, facts)`. */
export type Needs = { state: boolean; input: boolean; at: boolean; facts: FactModel[] };

/** A rule as the function that asserts it: `assertCancelUntil`. */
export type RuleModel = { rule: Rule; assertion: string; needs: Needs };

/** A method of the aggregate that does a use case: what it takes besides its input, and the rules that it asserts. */
export type MethodModel = {
  useCase: UseCase;
  method: string;
  /** Takes the time: `at`. A create use case always has it in its stamp. */
  at: boolean;
  /** In the order of `<Type>Facts`. */
  facts: FactModel[];
  /** Rules among others and guards: asserted before anything changes. */
  before: RuleModel[];
  /** Invariants: asserted on what it becomes. */
  after: RuleModel[];
};

const expressionsOf = (rule: Rule) =>
  rule.kind === 'invariant' || rule.kind === 'guard' ? [rule.holds] : [];

const referencesOf = (rule: Rule): string[] => [
  ...usesOf(...expressionsOf(rule)).references,
  ...(rule.kind === 'limit' && typeof rule.maximum === 'object' ? [rule.maximum.reference] : []),
];

const usesNow = (aggregate: Aggregate, { fields, now }: Uses): boolean =>
  now || aggregate.fields.some((field) => fields.has(field.name) && isNowDerived(aggregate, field));

/** An update may find the aggregate in a state in which it does not count for a rule. */
export const mayNotCount = (service: Service, aggregate: Aggregate, rule: AmongRule): boolean => {
  const states = aggregate.lifecycle?.states.filter(({ frozen }) => !frozen) ?? [];
  return (
    service.useCases.some((useCase) => useCase.kind === 'update' && useCase.aggregate === aggregate.name) &&
    canChange(aggregate, countedFields(rule)) &&
    states.some(({ name }) => !countsIn(rule, name))
  );
};

/** Only those whose own field lies in the time before now count. */
export const ownWindow = (rule: Rule) =>
  rule.kind === 'limit' && rule.within?.mode === 'rolling' && rule.within.field !== 'recordedAt'
    ? rule.within
    : undefined;

/** Whether the fields of the aggregate itself are looked at. A plain count of others does not. */
const readsState = (service: Service, aggregate: Aggregate, rule: Rule): boolean => {
  if (isAmongRule(rule) && rule.kind !== 'block' && mayNotCount(service, aggregate, rule)) return true;
  if (rule.kind === 'limit') return rule.amount !== undefined || ownWindow(rule) !== undefined;
  return rule.kind === 'no-overlap' || usesOf(...expressionsOf(rule)).fields.size > 0;
};

const needsTime = (aggregate: Aggregate, rule: Rule): boolean =>
  rule.kind === 'block' ||
  ownWindow(rule) !== undefined ||
  usesNow(aggregate, usesOf(...expressionsOf(rule)));

/** A rule of an aggregate, with what its assertion takes. */
export const ruleModel = (service: Service, aggregate: Aggregate, rule: Rule): RuleModel => ({
  rule,
  assertion: assertionName(pascalCase(rule.name)),
  needs: {
    state: readsState(service, aggregate, rule),
    input: usesOf(...expressionsOf(rule)).inputs.size > 0,
    at: needsTime(aggregate, rule),
    facts: [
      ...[...new Set(referencesOf(rule))].map((name) => referenceFact(service, aggregate, name)),
      ...(isAmongRule(rule) ? [{ kind: 'among' as const, name: rule.name, rule }] : []),
    ],
  },
});

const canChange = ({ fields }: Aggregate, names: readonly string[]): boolean =>
  fields.some((field) => names.includes(field.name) && isGiven(field) && !field.immutable);

const effectFields = (useCase: UseCase): string[] =>
  useCase.kind === 'transition' ? useCase.effects.map(({ field }) => field) : [];

/** Whether a use case may make the aggregate count for a rule, or count otherwise than before. */
const mayCount = (aggregate: Aggregate, rule: AmongRule, useCase: UseCase): boolean => {
  if (rule.kind === 'block') return rule.useCases.includes(useCase.name);
  if (useCase.kind === 'create') return countsIn(rule, aggregate.lifecycle?.initial);
  if (useCase.kind === 'update') return canChange(aggregate, countedFields(rule));
  if (useCase.kind !== 'transition' || !countsIn(rule, useCase.to)) return false;
  return (
    useCase.from.some((state) => !countsIn(rule, state)) ||
    effectFields(useCase).some((field) => countedFields(rule).includes(field))
  );
};

const isBefore = (aggregate: Aggregate, rule: Rule, useCase: UseCase): boolean => {
  if (rule.kind === 'guard') return rule.useCases.includes(useCase.name);
  return isAmongRule(rule) && mayCount(aggregate, rule, useCase);
};

const changes = ({ kind }: UseCase): boolean =>
  kind === 'create' || kind === 'update' || kind === 'transition' || kind === 'post';

/** What hangs on others was so when it was set: a step that sets nothing of it does not ask again. */
const isAfter = (rule: Rule, useCase: UseCase): boolean => {
  if (rule.kind !== 'invariant') return false;
  const { fields, references } = usesOf(rule.holds);
  if (references.size === 0 || useCase.kind === 'create' || useCase.kind === 'update') return true;
  return effectFields(useCase).some((field) => fields.has(field) || references.has(field));
};

const uniqueFacts = (facts: readonly FactModel[]): FactModel[] =>
  facts.filter((fact, index) => facts.findIndex(({ name }) => name === fact.name) === index);

const entersState = ({ lifecycle }: Aggregate, useCase: UseCase): boolean =>
  lifecycle !== undefined &&
  useCase.kind === 'transition' &&
  enteredAt(lifecycle, useCase.to) !== 'recordedAt';

const isDefaulted = ({ fields }: { fields: readonly Field[] }): boolean =>
  fields.some((field) => field.default === 'now');

/** Whether the time of the use case matters, rules aside. */
const takesTime = (aggregate: Aggregate, { useCase, events }: UseCaseModel, effects: Uses): boolean =>
  useCase.kind === 'post' ||
  entersState(aggregate, useCase) ||
  usesNow(aggregate, effects) ||
  (useCase.kind === 'update' && isDefaulted(aggregate)) ||
  (useCase.kind === 'transition' && isDefaulted({ fields: useCase.input })) ||
  (useCase.kind !== 'remove' &&
    events.length > 0 &&
    aggregate.fields.some((field) => isNowDerived(aggregate, field)));

export const methodModel = (service: Service, aggregate: Aggregate, model: UseCaseModel): MethodModel => {
  const { useCase, method } = model;
  const effects = usesOf(...(useCase.kind === 'transition' ? useCase.effects.map(({ value }) => value) : []));
  const rules = aggregate.rules.map((rule) => ruleModel(service, aggregate, rule));
  const before = rules.filter(({ rule }) => isBefore(aggregate, rule, useCase));
  const after = changes(useCase) ? rules.filter(({ rule }) => isAfter(rule, useCase)) : [];
  const asserted = [...before, ...after];
  return {
    useCase,
    method,
    at: takesTime(aggregate, model, effects) || asserted.some(({ needs }) => needs.at),
    facts: uniqueFacts([
      ...[...effects.references].map((name) => referenceFact(service, aggregate, name)),
      ...asserted.flatMap(({ needs }) => needs.facts),
    ]),
    before,
    after,
  };
};

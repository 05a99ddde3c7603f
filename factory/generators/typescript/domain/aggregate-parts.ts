import type { DomainEvent } from '../../../domain/blueprint.ts';
import type { AggregateModel, UseCaseModel } from '../aggregate-model.ts';
import type { RuleModel } from '../method-model.ts';
import { block, docComment, literal } from '../source-text.ts';
import { snapshotCode, underivedType } from './derived-file.ts';
import { eventFactory } from './event-file.ts';
import { factsType } from './facts-file.ts';

/** Statements that raise events. `receiver`: the code of the aggregate. */
export const raising = (model: AggregateModel, events: readonly DomainEvent[], receiver: string): string[] =>
  events.map((event) => {
    const data =
      event.cause === 'removed' ? `${receiver}.state.id` : snapshotCode(model, `${receiver}.state`);
    return `${receiver}.raise(${eventFactory(event)}(${data}));`;
  });

/** The caller's input with the time of the write for what it left out. */
export const completed = ({ defaulted }: AggregateModel): string =>
  defaulted.length === 0
    ? 'input'
    : `{ ...input, ${defaulted.map(({ name }) => `${name}: input.${name} ?? at`).join(', ')} }`;

/** Calls of assertions. `state`: the code of the state that they are about. */
export const assertions = (rules: readonly RuleModel[], state: string): string[] =>
  rules.map(({ assertion, needs }) => {
    const values = [
      needs.state && state,
      needs.input && 'input',
      needs.at && 'at',
      needs.facts.length > 0 && 'facts',
    ].filter((value) => value !== false);
    return `${assertion}(${values.join(', ')});`;
  });

/** Parameters of a method: what it is given, the time, what was looked up. */
export const parametersOf = (model: AggregateModel, useCase: UseCaseModel, given: string): string => {
  const { at, facts } = model.methodOf(useCase);
  return [given, at && 'at: string', facts.length > 0 && `facts: ${factsType(model, facts)}`]
    .filter(Boolean)
    .join(', ');
};

/** The aggregate has nothing but what callers give, and no rule beyond the bounds of fields. */
export const isSimple = ({ aggregate, serverFields, given, facts }: AggregateModel): boolean =>
  serverFields.length === 0 &&
  facts.length === 0 &&
  aggregate.rules.length === 0 &&
  aggregate.reservable === undefined &&
  given.length === aggregate.fields.length &&
  given.every(({ immutable }) => !immutable);

/** Refuses what cannot be done to a frozen one. */
export const frozenCheck = ({ aggregate: { lifecycle } }: AggregateModel): string => {
  if (!lifecycle?.states.some(({ frozen }) => frozen)) return '';
  const open = lifecycle.states.filter(({ frozen }) => !frozen).map(({ name }) => name);
  return stateCheck(lifecycle.field, open);
};

export const stateCheck = (field: string, allowed: readonly string[]): string =>
  `assertState(${literal(field)}, this.#state.${field}, ${literal(allowed)});`;

/** Invariants that a state must meet whoever changes it. */
const invariantsOf = ({ rules }: AggregateModel): RuleModel[] =>
  rules.filter(({ rule }) => rule.kind === 'invariant');

/** What `#become` takes besides the state. */
const becoming = (model: AggregateModel) => {
  const invariants = invariantsOf(model);
  const facts = invariants.flatMap(({ needs }) => needs.facts);
  const unique = facts.filter(({ name }, index) => facts.findIndex((other) => other.name === name) === index);
  return { invariants, needsTime: invariants.some(({ needs }) => needs.at), facts: unique };
};

const looksUp = ({ needs }: RuleModel): boolean => needs.facts.length > 0;

/** Whether some change of what is there sets nothing that hangs on others, so that nothing is looked up for it. */
const mayLookUpNothing = (model: AggregateModel): boolean =>
  model.useCases.some(
    (useCase) =>
      ['update', 'transition', 'post'].includes(useCase.useCase.kind) &&
      !model.methodOf(useCase).after.some(looksUp),
  );

const hasBecome = (model: AggregateModel): boolean =>
  model.derived.length > 0 || invariantsOf(model).length > 0;

/** A statement by which a use case gives the aggregate another state. */
export const becomes = (model: AggregateModel, useCase: UseCaseModel, state: string): string => {
  if (!hasBecome(model)) return `this.#state = ${state};`;
  const { needsTime } = becoming(model);
  const isLookedUp = model.methodOf(useCase).after.some(looksUp);
  return `this.#become(${[state, needsTime && 'at', isLookedUp && 'facts'].filter(Boolean).join(', ')});`;
};

/** Assertions on what it becomes; what hangs on others only where they were looked up. */
const becomingAssertions = (
  model: AggregateModel,
  invariants: readonly RuleModel[],
  state: string,
): string[] => {
  const others = invariants.filter(looksUp);
  if (others.length === 0 || !mayLookUpNothing(model)) return assertions(invariants, state);
  const asserted = assertions(others, state);
  return [
    ...assertions(
      invariants.filter((rule) => !looksUp(rule)),
      state,
    ),
    ...(asserted.length === 1 ? ['if (facts)', ...asserted] : ['if (facts) {', ...asserted, '}']),
  ];
};

/** The method that takes another state, computes what follows from it, and refuses what cannot be. */
export const becomeMethod = (model: AggregateModel): string => {
  if (!hasBecome(model)) return '';
  const { invariants, needsTime, facts } = becoming(model);
  const parameters = [
    `changed: ${underivedType(model)}`,
    needsTime && 'at: string',
    facts.length > 0 && `facts${mayLookUpNothing(model) ? '?' : ''}: ${factsType(model, facts)}`,
  ].filter(Boolean);
  const whole = '{ ...changed, ...derivedOf(changed) }';
  const isWhole = model.derived.length === 0;
  return block(
    `#become(${parameters.join(', ')}): void {`,
    ...(isWhole ? [...becomingAssertions(model, invariants, 'changed'), 'this.#state = changed;'] : []),
    ...(!isWhole && invariants.length === 0 ? [`this.#state = ${whole};`] : []),
    ...(!isWhole && invariants.length > 0
      ? [`const state = ${whole};`, ...becomingAssertions(model, invariants, 'state'), 'this.#state = state;']
      : []),
    '}',
  );
};

/** What a method may throw, in words. */
export const throwsText = (model: AggregateModel, useCase: UseCaseModel, violation: boolean): string => {
  const { before, after } = model.methodOf(useCase);
  const errors = [
    violation && 'an InvariantViolation that names what is wrong',
    before.length + after.length > 0 && 'a RuleViolation',
    useCase.useCase.kind !== 'create' && model.aggregate.lifecycle && 'a StateConflict',
  ].filter((error) => typeof error === 'string');
  const last = errors.at(-1);
  const others = errors.slice(0, -1).join(', ');
  return last === undefined ? '' : ` Throws ${others ? `${others} or ` : ''}${last}.`;
};

export const method = (comment: string, head: string, ...body: readonly string[]): string =>
  block(docComment(comment), `${head} {`, ...body, '}');

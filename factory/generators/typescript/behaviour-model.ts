import { enteredAt } from '../../domain/aggregate.ts';
import type { Aggregate, Service, UseCase } from '../../domain/blueprint.ts';
import type { Duration } from '../../domain/duration.ts';
import { targetOf, type FactModel } from './fact-model.ts';
import { methodModel, ruleModel, type MethodModel, type RuleModel } from './method-model.ts';
import { uniqueBy } from './unique-by.ts';
import type { PostModel, TransitionModel, UseCaseModel, UseCaseOf } from './use-case-model.ts';

/** A transition that the clock does. `since`: field with the time of the entry into the state. */
export type TimeoutModel = { state: string; since: string; after: Duration; transition: TransitionModel };

/** What an aggregate does besides being kept. */
export type BehaviourModel = {
  transitions: TransitionModel[];
  posts: PostModel[];
  /** Transitions that the clock does, in the order of the states. */
  timeouts: TimeoutModel[];
  /** What its method takes and asserts, by use case. */
  methodOf: (useCase: UseCaseModel) => MethodModel;
  /** Rules as functions, in the blueprint's order. */
  rules: RuleModel[];
  /** Everything that use cases look up: the members of `<Type>Facts`. */
  facts: FactModel[];
};

const timeoutsOf = ({ lifecycle }: Aggregate, transitions: readonly TransitionModel[]): TimeoutModel[] =>
  lifecycle?.states.flatMap(({ name }) =>
    lifecycle.timeouts
      .filter(({ state }) => state === name)
      .map(({ state, after, useCase }) => {
        const transition = transitions.find((candidate) => candidate.useCase.name === useCase);
        if (!transition) throw new Error(`The timeout of ${state} names ${useCase}, which is no transition.`);
        return { state, since: enteredAt(lifecycle, state), after, transition };
      }),
  ) ?? [];

const isKind =
  <Kind extends UseCase['kind']>(kind: Kind) =>
  (model: UseCaseModel): model is UseCaseModel<UseCaseOf<Kind>> =>
    model.useCase.kind === kind;

/** Other aggregates or its own refer to it. */
export const isReferredTo = (service: Service, { name }: Aggregate): boolean =>
  service.aggregates
    .flatMap(({ fields, children }) => [...fields, ...children.flatMap((child) => child.fields)])
    .concat(service.useCases.flatMap((useCase) => ('input' in useCase ? useCase.input : [])))
    .some((field) => targetOf(service, field)?.name === name);

export const behaviourOf = (
  service: Service,
  aggregate: Aggregate,
  useCases: readonly UseCaseModel[],
): BehaviourModel => {
  const methods = new Map(
    useCases.map((useCase) => [useCase.name, methodModel(service, aggregate, useCase)]),
  );
  const transitions = useCases.filter(isKind('transition'));
  const facts = [...methods.values()].flatMap((method) => method.facts);
  return {
    transitions,
    posts: useCases.filter(isKind('post')),
    timeouts: timeoutsOf(aggregate, transitions),
    methodOf: ({ name }: UseCaseModel) => methods.get(name) as MethodModel,
    rules: aggregate.rules.map((rule) => ruleModel(service, aggregate, rule)),
    facts: uniqueBy(facts, ({ name }) => name),
  };
};

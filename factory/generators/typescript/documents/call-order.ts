import { operationsOf, type Operation } from '../../../domain/operation.ts';
import type { AggregateModel, UseCaseOf } from '../aggregate-model.ts';

type Transition = Operation & { useCase: UseCaseOf<'transition'> };

/** Kinds of use cases as one would try them on a thing that one has just made; what is not here comes later. */
const FIRST = ['create', 'get', 'search', 'export', 'update', 'post'] as const;

const refersTo = (model: AggregateModel, other: AggregateModel): boolean =>
  other !== model &&
  model.aggregate.fields.some(
    ({ type }) =>
      type.kind === 'reference' && type.service === undefined && type.aggregate === other.aggregate.name,
  );

/** What is referred to comes before what refers to it; else as they stand. */
export const referredFirst = (models: readonly AggregateModel[]): AggregateModel[] => {
  const left = [...models];
  return models.flatMap(() => {
    const ready = left.findIndex((model) => !left.some((other) => refersTo(model, other)));
    return left.splice(Math.max(0, ready), 1);
  });
};

const possible = (transitions: readonly Transition[], state: string): Transition[] =>
  transitions.filter(({ useCase }) => useCase.from.includes(state));

/** Transitions that one thing can go through one after the other, beginning in a state: the way that leaves most open. */
const wayThrough = (transitions: readonly Transition[], state: string): Transition[] => {
  const [next] = possible(transitions, state)
    .map((each) => ({ each, left: transitions.filter((other) => other !== each) }))
    .toSorted(
      (one, other) =>
        possible(other.left, other.each.useCase.to).length - possible(one.left, one.each.useCase.to).length,
    );
  return next ? [next.each, ...wayThrough(next.left, next.each.useCase.to)] : [];
};

export type CallOrder = {
  /** One after the other on one thing. */
  inTurn: Operation[];
  /** Not possible in the state that the thing is in by then. */
  otherwise: Transition[];
  removals: Operation[];
};

/** In which order somebody who tries the service can call an aggregate's operations. */
export const callOrder = ({ service, aggregate }: AggregateModel): CallOrder => {
  const operations = operationsOf(service).filter((each) => each.aggregate.name === aggregate.name);
  const transitions = operations.filter((each): each is Transition => each.useCase.kind === 'transition');
  const way = wayThrough(transitions, aggregate.lifecycle?.initial ?? '');
  return {
    inTurn: [...FIRST.flatMap((kind) => operations.filter(({ useCase }) => useCase.kind === kind)), ...way],
    otherwise: transitions.filter((each) => !way.includes(each)),
    removals: operations.filter(({ useCase }) => useCase.kind === 'remove'),
  };
};

import type { Aggregate, Service, UseCase } from './blueprint.ts';

export type Transition = Extract<UseCase, { kind: 'transition' }>;

export const transitionsOf = (service: Pick<Service, 'useCases'>, { name }: Aggregate): Transition[] =>
  service.useCases.filter(
    (useCase): useCase is Transition => useCase.kind === 'transition' && useCase.aggregate === name,
  );

/**
 * The shortest way from an aggregate's initial state to a state, by `usable` transitions; `undefined` where there is none.
 */
export const transitionsTo = (
  service: Pick<Service, 'useCases'>,
  aggregate: Aggregate,
  state: string,
  usable: (transition: Transition) => boolean = () => true,
): Transition[] | undefined => {
  if (!aggregate.lifecycle) return undefined;
  const { initial } = aggregate.lifecycle;
  const ways = new Map<string, Transition[]>([[initial, []]]);
  const transitions = transitionsOf(service, aggregate).filter(usable);
  for (const [reached, way] of ways) {
    for (const transition of transitions) {
      if (transition.from.includes(reached) && !ways.has(transition.to))
        ways.set(transition.to, [...way, transition]);
    }
  }
  return ways.get(state);
};

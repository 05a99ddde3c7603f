import { aggregateOf, type Service, type UseCase } from '../../domain/blueprint.ts';
import type { ProcessPath } from '../../domain/process.ts';
import type { Reaction } from '../../domain/reaction.ts';

/** Where somebody may refuse: an external system, or a stock that has less than is asked for. */
export type Decider = { service: string; reaction: string; event: string };

export type Walk = {
  hops: ProcessPath['hops'];
  /** State of each aggregate, by `<service>/<name>`. */
  states: ReadonlyMap<string, string>;
  deciders: Decider[];
  /** Stocks that were reserved from and got everything back. */
  restored: ProcessPath['restores'];
};

/** Longest way; a process that is longer goes round in circles. */
const MAX_HOPS = 60;

type State = {
  hops: ProcessPath['hops'];
  states: Map<string, string>;
  deciders: Decider[];
  reserved: Set<string>;
  restored: ProcessPath['restores'];
};

const useCaseOf = (service: Service, name: string): UseCase | undefined =>
  service.useCases.find((useCase) => useCase.name === name);

/** Moves the one aggregate of its kind; what is not in a state to be moved from stays. The event, where it moved. */
const move = (service: Service, name: string, { states }: State): string[] => {
  const useCase = useCaseOf(service, name);
  if (useCase?.kind !== 'transition') return [];
  const key = `${service.name}/${useCase.aggregate}`;
  if (!useCase.from.includes(states.get(key) ?? '')) return [];
  states.set(key, useCase.to);
  return useCase.emits.slice(0, 1);
};

const begin = (service: Service, name: string, { states }: State): string[] => {
  const useCase = useCaseOf(service, name);
  const key = `${service.name}/${useCase?.aggregate}`;
  if (useCase?.kind !== 'create' || states.has(key)) return [];
  states.set(key, aggregateOf(service, useCase.aggregate).lifecycle?.initial ?? '');
  return useCase.emits.slice(0, 1);
};

const emittedBy = (service: Service, name: string): string => {
  const useCase = useCaseOf(service, name);
  return (useCase && 'emits' in useCase ? useCase.emits[0] : undefined) ?? name;
};

/** The events that a reaction leads to. `refusing` names the decider that refuses. */
const follow = (
  service: Service,
  reaction: Reaction,
  refusing: string | undefined,
  state: State,
): string[] => {
  const { does, name } = reaction;
  const id = `${service.name}/${name}`;
  const decider = (event: string) => state.deciders.push({ service: service.name, reaction: name, event });
  switch (does.kind) {
    case 'create':
      return begin(service, does.useCase, state);
    case 'transition':
      return move(service, does.useCase, state);
    case 'ask':
      decider(emittedBy(service, does.refused));
      return move(service, id === refusing ? does.refused : does.accepted, state);
    case 'reserve':
      decider(does.refused);
      if (id === refusing) return [does.refused];
      state.reserved.add(`${service.name}/${does.aggregate}`);
      return [does.reserved];
    case 'release': {
      const key = `${service.name}/${does.aggregate}`;
      if (!state.reserved.delete(key)) return [];
      const field = aggregateOf(service, does.aggregate).reservable?.field;
      if (field) state.restored.push({ service: service.name, aggregate: does.aggregate, field });
      return [does.released];
    }
  }
};

/** Follows the reactions from a create use case until nothing happens any more. */
export const walkProcess = (
  services: readonly Service[],
  start: { service: Service; useCase: string },
  refusing?: string,
): Walk => {
  const state: State = { hops: [], states: new Map(), deciders: [], reserved: new Set(), restored: [] };
  const push = (service: Service, events: readonly string[]) =>
    state.hops.push(...events.map((event) => ({ service: service.name, event })));
  push(start.service, begin(start.service, start.useCase, state));
  for (const hop of state.hops) {
    if (state.hops.length > MAX_HOPS) break;
    for (const service of services)
      for (const reaction of service.reactions)
        if (reaction.from === hop.service && reaction.event === hop.event)
          push(service, follow(service, reaction, refusing, state));
  }
  return state;
};

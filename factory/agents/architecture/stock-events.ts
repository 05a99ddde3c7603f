import type { DomainEvent } from '../../domain/blueprint.ts';
import type { Reaction } from '../../domain/reaction.ts';
import type { NamedThing } from './named-thing.ts';

/** Events of a stock that reactions of its service reserve from. */
export const stockEvents = (thing: NamedThing, reactions: readonly Reaction[]): DomainEvent[] => {
  const named = thing.subject.name;
  const event = (
    name: string,
    cause: DomainEvent['cause'],
    description: string,
    requirementIds: string[],
  ) => ({
    name,
    version: 1,
    aggregate: thing.type,
    description,
    cause,
    requirementIds,
  });
  return reactions.flatMap(({ does, requirementIds }): DomainEvent[] => {
    if (does.kind === 'reserve' && does.aggregate === thing.type)
      return [
        event(does.reserved, 'reserved', `All that was asked of ${named} was reserved.`, requirementIds),
        event(
          does.refused,
          'reservation-refused',
          `Less is there of ${named} than was asked; nothing was reserved.`,
          requirementIds,
        ),
      ];
    return does.kind === 'release' && does.aggregate === thing.type
      ? [event(does.released, 'released', `What was reserved of ${named} was given back.`, requirementIds)]
      : [];
  });
};

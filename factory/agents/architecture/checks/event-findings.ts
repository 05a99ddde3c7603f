import type { DomainEvent, Service } from '../../../domain/blueprint.ts';
import type { AgentFinding } from '../../define-agent.ts';
import { finding } from './finding.ts';

const CAUSED_BY = {
  create: 'created',
  update: 'updated',
  remove: 'removed',
  transition: 'transitioned',
  post: 'posted',
} as const;

/** Events of a stock: what reactions publish. */
const ofReactions = ({ reactions }: Service, { name, aggregate, cause }: DomainEvent): boolean =>
  reactions.some(({ does }) => {
    if (does.kind === 'reserve' && does.aggregate === aggregate)
      return (
        (cause === 'reserved' && does.reserved === name) ||
        (cause === 'reservation-refused' && does.refused === name)
      );
    return (
      does.kind === 'release' &&
      does.aggregate === aggregate &&
      cause === 'released' &&
      does.released === name
    );
  });

const ofUseCases = ({ useCases }: Service, { name, aggregate, cause }: DomainEvent): boolean =>
  useCases.some(
    (useCase) =>
      'emits' in useCase &&
      useCase.emits.includes(name) &&
      useCase.aggregate === aggregate &&
      CAUSED_BY[useCase.kind] === cause,
  );

/** Events that nothing publishes, or that are about nothing. */
export const eventFindings = (service: Service): AgentFinding[] =>
  service.events.flatMap((event) => [
    ...(ofUseCases(service, event) || ofReactions(service, event)
      ? []
      : [
          finding(
            'event-producer',
            `Nothing that happens to ${event.aggregate} (${event.cause}) emits ${event.name}.`,
          ),
        ]),
    ...(service.aggregates.some(({ name }) => name === event.aggregate)
      ? []
      : [
          finding(
            'known-aggregate',
            `Event ${event.name} is about ${event.aggregate}, which does not exist.`,
          ),
        ]),
  ]);

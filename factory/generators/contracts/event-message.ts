import { aggregateOf, type DomainEvent, type Service } from '../../domain/blueprint.ts';
import { pascalCase, sentenceCase } from '../../domain/naming.ts';
import { eventType } from './event-address.ts';
import type { Received } from './expectation.ts';
import type { JsonObject } from './json-object.ts';
import { plainText } from './plain-text.ts';
import { examplesOf, resourceExample } from './resource-example.ts';

type EventName = Pick<DomainEvent, 'name' | 'version'>;

/** Name of the message of an own event: `OrderPlacedV1`. */
export const messageName = (event: EventName): string => `${event.name}V${event.version}`;

/** Names in this document; an event of another service carries that one's name, for it may be called like an own one. */
export const receivedName = (received: Received): string =>
  `${pascalCase(received.from)}${messageName(received)}`;

const envelopeSchema = (from: string, event: EventName, subject: string, dataName: string): JsonObject => ({
  type: 'object',
  description: 'A CloudEvents 1.0 message in JSON.',
  required: ['specversion', 'id', 'source', 'type', 'subject', 'time', 'datacontenttype', 'data'],
  properties: {
    specversion: { const: '1.0' },
    id: { type: 'string', description: 'Id of the outbox entry; drop what came before.' },
    source: { const: `/${from}` },
    type: { const: eventType({ name: from }, event) },
    subject: { type: 'string', description: subject },
    time: { type: 'string', format: 'date-time' },
    datacontenttype: { const: 'application/json' },
    correlationid: { type: 'string', description: 'The correlation id of the call that caused it.' },
    causationid: { type: 'string', description: 'The id of the event that it is a reaction to.' },
    traceparent: { type: 'string', description: 'W3C trace context of that call.' },
    data: { $ref: `#/components/schemas/${dataName}` },
  },
});

const RESERVATIONS: readonly DomainEvent['cause'][] = ['reserved', 'reservation-refused', 'released'];

const subjectOf = ({ cause, aggregate }: DomainEvent): string =>
  RESERVATIONS.includes(cause)
    ? 'The key of the reservation.'
    : `Id of the ${sentenceCase(aggregate).toLowerCase()}.`;

const reservationExample = (event: DomainEvent): JsonObject => ({
  key: '019bc0fd-89c0-7b3a-8f21-5d0c6e9a4b19',
  items: [{ id: '019bc0fd-89c0-7b3a-8f21-5d0c6e9a4b17', quantity: 2 }],
  ...(event.cause === 'reservation-refused' ? { reason: 'There are not enough.' } : {}),
});

const dataExample = (event: DomainEvent, resource: JsonObject): JsonObject => {
  if (RESERVATIONS.includes(event.cause)) return reservationExample(event);
  return event.cause === 'removed' ? { id: resource['id'] } : resource;
};

const exampleOf = (service: Service, event: DomainEvent): JsonObject => {
  const aggregate = aggregateOf(service, event.aggregate);
  const [first] = examplesOf(service, aggregate);
  if (!first) return {};
  const cause = service.useCases.find((useCase) => 'emits' in useCase && useCase.emits.includes(event.name));
  const resource = resourceExample(service, aggregate, first.input, cause);
  const data = dataExample(event, resource);
  const payload = {
    specversion: '1.0',
    id: '019bc0fd-89c1-7e52-a6d4-1b9f3c7e2a80',
    source: `/${service.name}`,
    type: eventType(service, event),
    subject: data['key'] ?? resource['id'],
    time: resource['recordedAt'],
    datacontenttype: 'application/json',
    data,
  };
  return { examples: [{ name: plainText(first.title), payload }] };
};

export const messageOf = (service: Service, event: DomainEvent): JsonObject => ({
  name: event.name,
  title: sentenceCase(event.name),
  summary: plainText(event.description),
  contentType: 'application/cloudevents+json',
  payload: envelopeSchema(service.name, event, subjectOf(event), `${messageName(event)}Data`),
  ...exampleOf(service, event),
});

export const receivedMessage = (received: Received): JsonObject => ({
  name: received.name,
  title: sentenceCase(received.name),
  summary: plainText(received.reactions.map(({ description }) => description).join(' ')),
  contentType: 'application/cloudevents+json',
  payload: envelopeSchema(
    received.from,
    received,
    'Id of what it is about.',
    `${receivedName(received)}Data`,
  ),
});

import { aggregateOf, type DomainEvent, type Service } from '../../domain/blueprint.ts';
import { sentenceCase } from '../../domain/naming.ts';
import { eventType } from './event-address.ts';
import type { JsonObject } from './json-object.ts';
import { postsOf } from './ledger-schema.ts';
import { descriptionText, plainText } from './plain-text.ts';
import { idSchema, partsInPlace, resourceSchema } from './resource-schema.ts';

/** An event tells, nobody writes to it: what only the server sets is nothing special there. */
const withoutReadOnly = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutReadOnly);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, inner]) => key !== 'readOnly' || inner !== true)
      .map(([key, inner]) => [key, withoutReadOnly(inner)]),
  );
};

/** What was reserved, refused or given back under a key. */
const reservationSchema = (what: string, reason: boolean): JsonObject => ({
  type: 'object',
  required: ['key', 'items', ...(reason ? ['reason'] : [])],
  properties: {
    key: { type: 'string', format: 'uuid', description: 'Under what it was asked for.' },
    items: {
      type: 'array',
      description: what,
      items: {
        type: 'object',
        required: ['id', 'quantity'],
        properties: {
          id: { type: 'string', format: 'uuid', description: 'Of what.' },
          quantity: { type: 'integer', minimum: 0, description: 'How many.' },
        },
      },
    },
    ...(reason ? { reason: { type: 'string', description: 'Why not.' } } : {}),
  },
});

const shapeOf = (service: Service, event: DomainEvent): JsonObject => {
  switch (event.cause) {
    case 'removed':
      return { type: 'object', required: ['id'], properties: { id: idSchema } };
    case 'reserved':
      return reservationSchema('What is reserved.', false);
    case 'reservation-refused':
      return reservationSchema('What was asked for; none of it is reserved.', true);
    case 'released':
      return reservationSchema('What was given back.', false);
    default: {
      const aggregate = aggregateOf(service, event.aggregate);
      const schema = resourceSchema(aggregate, postsOf(service, aggregate), partsInPlace(aggregate));
      return withoutReadOnly(schema) as JsonObject;
    }
  }
};

/** Schema of an event's data: the resource after the change; of a removed one its id; of a reservation what is reserved. */
export const eventDataSchema = (service: Service, event: DomainEvent): JsonObject => ({
  ...shapeOf(service, event),
  description: descriptionText(event.description),
});

/** The same as a document of its own, JSON Schema 2020-12. */
export const eventDataDocument = (service: Service, event: DomainEvent): JsonObject => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: `urn:${eventType(service, event).replaceAll('.', ':')}`,
  title: plainText(sentenceCase(event.name)),
  ...eventDataSchema(service, event),
});

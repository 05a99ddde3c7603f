import { aggregateOf, type DomainEvent, type Service } from '../../domain/blueprint.ts';
import { sentenceCase } from '../../domain/naming.ts';
import { eventType } from './event-address.ts';
import type { JsonObject } from './json-object.ts';
import { descriptionText, plainText } from './plain-text.ts';
import { idSchema, resourceSchema } from './resource-schema.ts';

/** Schema of an event's data: the resource after the change; of a removed one the id is left. */
export const eventDataSchema = (service: Service, event: DomainEvent): JsonObject =>
  event.cause === 'removed'
    ? {
        type: 'object',
        description: descriptionText(event.description),
        required: ['id'],
        properties: { id: idSchema },
      }
    : {
        ...resourceSchema(aggregateOf(service, event.aggregate)),
        description: descriptionText(event.description),
      };

/** The same as a document of its own, JSON Schema 2020-12. */
export const eventDataDocument = (service: Service, event: DomainEvent): JsonObject => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: `urn:${eventType(service, event).replaceAll('.', ':')}`,
  title: plainText(sentenceCase(event.name)),
  ...eventDataSchema(service, event),
});

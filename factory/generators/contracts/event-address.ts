import type { DomainEvent, Service } from '../../domain/blueprint.ts';
import { kebabCase } from '../../domain/naming.ts';

/** CloudEvents `type`: `com.connectsoft.audit-trail.event-recorded.v1`. */
export const eventType = (service: Service, event: DomainEvent): string =>
  `com.connectsoft.${service.name}.${kebabCase(event.name)}.v${event.version}`;

/** The Service Bus topic of a service. */
export const eventTopic = (service: Service): string => `${service.name}-events`;

/** Where the JSON Schema of an event's data lies in the repository. */
export const eventSchemaPath = (event: DomainEvent): string =>
  `api/events/${kebabCase(event.name)}.v${event.version}.schema.json`;

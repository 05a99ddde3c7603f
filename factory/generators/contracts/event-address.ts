import type { DomainEvent } from '../../domain/blueprint.ts';
import { kebabCase } from '../../domain/naming.ts';

type Named = { name: string };
type EventName = Pick<DomainEvent, 'name' | 'version'>;

/** CloudEvents `type`: `com.connectsoft.audit-trail.event-recorded.v1`. */
export const eventType = (service: Named, event: EventName): string =>
  `com.connectsoft.${service.name}.${kebabCase(event.name)}.v${event.version}`;

/** `order-placed.v1` */
const fileName = (event: EventName): string => `${kebabCase(event.name)}.v${event.version}`;

/** Where the JSON Schema of an event's data lies in the repository. */
export const eventSchemaPath = (event: EventName): string => `api/events/${fileName(event)}.schema.json`;

/** Where the JSON Schema of what a service expects of another's event lies in its repository. */
export const expectationPath = (from: string, event: EventName): string =>
  `api/expectations/${from}/${fileName(event)}.schema.json`;

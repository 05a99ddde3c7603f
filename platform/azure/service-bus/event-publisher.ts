import { tenantOfProject } from '../../../factory/domain/tenant.ts';
import { criticalError } from '../../port-error.ts';
import type { EventPublisher } from '../../ports.ts';
import { messageIdOf } from './message-id.ts';
import type { ServiceBusConnection } from './service-bus-connection.ts';

export const EVENTS_TOPIC = 'factory-events';

/**
 * Publishes the transitions of a tenant's projects on topic `factory-events`, as CloudEvents in structured mode. Subscriptions
 * filter by the application properties `type`, `stage`, `projectid`, `tenant`. The event's id is the message's: a repeat is
 * dropped.
 */
export const createEventPublisher = (
  connection: Pick<ServiceBusConnection, 'send'>,
  tenant: string,
): EventPublisher => ({
  async publish(event) {
    if (tenantOfProject(event.projectid) !== tenant)
      throw criticalError('tenant-crossing', `Project ${event.projectid} is not of the tenant ${tenant}.`);
    const { traceparent, data } = event;
    await connection.send(EVENTS_TOPIC, {
      messageId: messageIdOf(event.id),
      correlationId: event.correlationid,
      subject: event.type,
      contentType: 'application/cloudevents+json',
      applicationProperties: {
        type: event.type,
        projectid: event.projectid,
        tenant,
        ...(data.stage === undefined ? {} : { stage: data.stage }),
        ...(traceparent === undefined ? {} : { traceparent, 'Diagnostic-Id': traceparent }),
      },
      body: event,
    });
  },
});

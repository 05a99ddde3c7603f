import type { CloudEvent } from './cloud-event.ts';
import type { EventPublisher } from './outbox.ts';
import { isFinal } from './reaction.ts';
import type { RequestContext } from './request-context.ts';
import { errorTypeOf, inSpan, record, telemetry } from './telemetry.ts';

const attributesOf = ({ id, type }: CloudEvent, operation: 'send' | 'process', topic: string) => ({
  'messaging.system': telemetry()?.messaging.system,
  'messaging.destination.name': topic,
  'messaging.operation.name': operation,
  'messaging.operation.type': operation,
  'messaging.message.id': id,
  'cloudevents.event_type': type,
});

/** The topic that an event came from: each service has its own. */
const topicOf = ({ source }: CloudEvent): string => `${source.replace(/^\//, '')}-events`;

/** Publishes an event as a span of the trace that it belongs to. Answers the event as it left: it carries that span on. */
export const publishTraced = async (publisher: EventPublisher, event: CloudEvent): Promise<CloudEvent> => {
  const topic = telemetry()?.messaging.topic ?? '';
  const kind = { 'cloudevents.event_type': event.type };
  try {
    const sent = await inSpan(
      {
        name: `send ${topic}`,
        kind: 'producer',
        parent: event.traceparent,
        attributes: attributesOf(event, 'send', topic),
      },
      async (span) => {
        const carrying = span ? { ...event, traceparent: span.traceparent } : event;
        await publisher.publish(carrying);
        return carrying;
      },
    );
    record('connectsoft.outbox.published', 1, kind);
    return sent;
  } catch (error) {
    record('connectsoft.outbox.failed', 1, { ...kind, 'error.type': errorTypeOf(error) });
    throw error;
  }
};

/** Runs a reaction to an event as a span of the trace that the event carries on; `work` gets the context with that span. */
export const reactTraced = async (
  event: CloudEvent,
  reaction: string,
  context: RequestContext,
  work: (context: RequestContext) => Promise<void>,
): Promise<void> => {
  const topic = topicOf(event);
  const named = { 'connectsoft.reaction': reaction };
  const attributes = { ...attributesOf(event, 'process', topic), ...named };
  try {
    await inSpan(
      { name: `process ${topic}`, kind: 'consumer', parent: event.traceparent, attributes },
      (span) => work(span ? { ...context, traceparent: span.traceparent } : context),
    );
    record('connectsoft.events.applied', 1, named);
  } catch (error) {
    const outcome = isFinal(error) ? 'connectsoft.events.refused' : 'connectsoft.events.postponed';
    record(outcome, 1, { ...named, 'error.type': errorTypeOf(error) });
    throw error;
  }
};

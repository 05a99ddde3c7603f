import type { ServiceBusReceivedMessage } from '@azure/service-bus';

import type { TypedData } from '../app/core-types.ts';

/** What the function is given: the text of the message, or of its value as JSON. */
export const dataOf = ({ body }: ServiceBusReceivedMessage): TypedData => {
  if (Buffer.isBuffer(body)) return { string: body.toString('utf8') };
  return { string: typeof body === 'string' ? body : (JSON.stringify(body) ?? '') };
};

const text = (name: string, value: unknown): Record<string, TypedData> =>
  value === undefined ? {} : { [name]: { json: JSON.stringify(value) } };

/** Names as the Service Bus extension gives them; the SDK makes them camel case. Deliveries count from 1. */
export const metadataOf = (message: ServiceBusReceivedMessage): Record<string, TypedData> => ({
  ...text('MessageId', message.messageId),
  ...text('CorrelationId', message.correlationId),
  ...text('Subject', message.subject),
  ...text('ContentType', message.contentType),
  ...text('LockToken', message.lockToken),
  ...text('EnqueuedTimeUtc', message.enqueuedTimeUtc),
  SequenceNumber: { int: Number(message.sequenceNumber ?? 0) },
  DeliveryCount: { int: (message.deliveryCount ?? 0) + 1 },
  ApplicationProperties: { json: JSON.stringify(message.applicationProperties ?? {}) },
});

/** W3C trace context that the sender gave. */
export const traceParentOf = ({ applicationProperties }: ServiceBusReceivedMessage): string | undefined => {
  const given = applicationProperties?.['Diagnostic-Id'] ?? applicationProperties?.['traceparent'];
  return typeof given === 'string' ? given : undefined;
};

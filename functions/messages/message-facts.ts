import type { InvocationContext } from '@azure/functions';

import { correlationIdSchema, envelope } from '../../factory/domain/message-envelope.ts';
import { findSecrets, redactSecrets } from '../../factory/domain/secrets.ts';

/** What is known of a message whether its body is any good or not. */
export type MessageFacts = {
  /** The same at every delivery of it. */
  key: string;
  /** What its sender called it, without what looks like a credential. */
  id: string;
  correlationId: string;
};

const member = (message: unknown, name: string): unknown =>
  typeof message === 'object' && message !== null ? (message as Record<string, unknown>)[name] : undefined;

const plain = (...candidates: readonly unknown[]): string | undefined =>
  candidates
    .map((value) => correlationIdSchema.safeParse(value).data)
    .find((value) => value !== undefined && findSecrets(value).length === 0);

/** By the properties that the broker delivers it with; the body's own attributes come first. */
export const messageFacts = (queue: string, message: unknown, context: InvocationContext): MessageFacts => {
  const { sequenceNumber, messageId, correlationId } = context.triggerMetadata ?? {};
  const id =
    envelope.id.safeParse(member(message, 'id')).data ??
    envelope.id.safeParse(messageId).data ??
    context.invocationId;
  return {
    key: `${queue}:${String(sequenceNumber ?? context.invocationId)}`,
    id: redactSecrets(id),
    correlationId: plain(member(message, 'correlationid'), correlationId, id) ?? context.invocationId,
  };
};

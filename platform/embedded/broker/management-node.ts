import rhea, { type Connection, type Message } from 'rhea';

import { LOCK_LOST, reply } from './amqp.ts';
import type { HeldMessages, Settlement } from './held-messages.ts';
import { lockTokenOf } from './lock-token.ts';

type Answer = { status: number; description: string; condition?: string; body?: object };

const GONE: Answer = {
  status: 410,
  description: String(LOCK_LOST.description),
  condition: String(LOCK_LOST.condition),
};

const tokensOf = (body: Record<string, unknown>): string[] =>
  [body['lock-tokens'] ?? []].flat().map((token) => lockTokenOf(token as Uint8Array));

const renewLocks = async (held: HeldMessages, body: Record<string, unknown>): Promise<Answer> => {
  const expirations: Date[] = [];
  for (const token of tokensOf(body)) {
    const until = await held.renew(token);
    if (until === undefined) return GONE;
    expirations.push(until);
  }
  const timestamp = 0x83;
  return {
    status: 200,
    description: 'OK',
    body: { expirations: rhea.types.wrap_array(expirations, timestamp, undefined) },
  };
};

const settlementOf = (body: Record<string, unknown>): Settlement | undefined => {
  switch (body['disposition-status']) {
    case 'completed':
      return { kind: 'complete' };
    case 'abandoned':
      return { kind: 'abandon' };
    case 'suspended':
      return {
        kind: 'dead-letter',
        reason: String(body['deadletter-reason'] ?? ''),
        description: String(body['deadletter-description'] ?? ''),
      };
    default:
      return undefined;
  }
};

const settle = async (held: HeldMessages, body: Record<string, unknown>): Promise<Answer> => {
  const settlement = settlementOf(body);
  if (!settlement) return { status: 501, description: 'Messages cannot be deferred here.' };
  for (const token of tokensOf(body)) if (!(await held.settle(token, settlement))) return GONE;
  return { status: 200, description: 'OK' };
};

const answerTo = (held: HeldMessages, request: Message): Promise<Answer> => {
  const { operation } = request['application_properties'] as { operation: string };
  const body = request['body'] as Record<string, unknown>;
  switch (operation) {
    case 'com.microsoft:renew-lock':
      return renewLocks(held, body);
    case 'com.microsoft:update-disposition':
      return settle(held, body);
    default:
      return Promise.resolve({ status: 501, description: `${operation} is not possible here.` });
  }
};

/** Node `$management` of a subscription: renews locks, and settles what came over a link that is gone. */
export const answerManagement = async (
  connection: Connection,
  request: Message,
  held: HeldMessages,
): Promise<void> => {
  const { status, description, condition, body = {} } = await answerTo(held, request);
  reply(connection, String(request['reply_to']), {
    correlation_id: request['message_id'],
    application_properties: {
      statusCode: rhea.types.wrap_int(status),
      statusDescription: description,
      ...(condition && { errorCondition: condition }),
    },
    body,
  });
};

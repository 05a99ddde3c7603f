import rhea, { type Connection, type Message } from 'rhea';

import { LOCK_LOST, reply } from '../../../platform/embedded/broker/amqp.ts';
import { lockTokenOf } from '../../../platform/embedded/broker/lock-token.ts';
import { encoded } from './delivery-link.ts';
import type { MessageStore } from './message-store.ts';

type Answer = { status: number; description: string; condition?: string; body?: object };
type Body = Record<string, unknown>;

const gone: Answer = {
  status: 410,
  description: String(LOCK_LOST.description),
  condition: String(LOCK_LOST.condition),
};

const tokensOf = (body: Body): string[] =>
  [body['lock-tokens'] ?? []].flat().map((token) => lockTokenOf(token as Uint8Array));

const renew = (store: MessageStore, body: Body): Answer => {
  const expirations = tokensOf(body).map((token) => store.renew(token));
  if (expirations.includes(undefined)) return gone;
  const timestamp = 0x83;
  return {
    status: 200,
    description: 'OK',
    body: { expirations: rhea.types.wrap_array(expirations, timestamp, undefined) },
  };
};

const settlements: Readonly<Record<string, (store: MessageStore, token: string, body: Body) => boolean>> = {
  completed: (store, token) => store.complete(token),
  abandoned: (store, token) => store.abandon(token),
  suspended: (store, token, body) =>
    store.deadLetter(
      token,
      String(body['deadletter-reason'] ?? ''),
      String(body['deadletter-description'] ?? ''),
    ),
};

const settle = (store: MessageStore, body: Body): Answer => {
  const settlement = settlements[String(body['disposition-status'])];
  if (!settlement) return { status: 501, description: 'Messages cannot be deferred here.' };
  return tokensOf(body).every((token) => settlement(store, token, body))
    ? { status: 200, description: 'OK' }
    : gone;
};

const peek = (store: MessageStore, path: string, body: Body): Answer => {
  const held = store.peek(path, Number(body['from-sequence-number']), Number(body['message-count']));
  if (held.length === 0) return { status: 204, description: 'No content' };
  return {
    status: 200,
    description: 'OK',
    body: { messages: held.map((one) => ({ message: encoded(one) })) },
  };
};

const answerTo = (store: MessageStore, path: string, request: Message): Answer => {
  const { operation } = request['application_properties'] as { operation: string };
  const body = request['body'] as Body;
  switch (operation) {
    case 'com.microsoft:renew-lock':
      return renew(store, body);
    case 'com.microsoft:update-disposition':
      return settle(store, body);
    case 'com.microsoft:peek-message':
      return peek(store, path, body);
    default:
      return { status: 501, description: `${operation} is not possible here.` };
  }
};

/** Node `$management` of a queue or subscription. */
export const answerManagement = (
  connection: Connection,
  request: Message,
  path: string,
  store: MessageStore,
): void => {
  const { status, description, condition, body = {} } = answerTo(store, path, request);
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

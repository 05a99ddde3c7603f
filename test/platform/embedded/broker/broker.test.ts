import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ServiceBusClient,
  type ServiceBusReceivedMessage,
  type ServiceBusReceiver,
} from '@azure/service-bus';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { startBroker, type Broker } from '../../../../platform/embedded/broker/broker.ts';

const systemClock = { now: () => new Date() };
let directory: string;
let broker: Broker;
const clients: ServiceBusClient[] = [];

const start = (lockDurationMs?: number) =>
  startBroker({ directory, clock: systemClock, ...(lockDurationMs ? { lockDurationMs } : {}) });

const connect = (namespace = 'p1'): ServiceBusClient => {
  const client = new ServiceBusClient(broker.connectionString(namespace), {
    retryOptions: { maxRetries: 0, timeoutInMs: 2_000 },
  });
  clients.push(client);
  return client;
};

const closeClients = () => Promise.all(clients.splice(0).map((client) => client.close()));

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'broker-'));
  broker = await start();
  broker.subscribe('p1', 'orders-events', 'payments');
});
afterEach(async () => {
  await closeClients();
  await broker.close();
  rmSync(directory, { recursive: true, force: true });
});

const event = (id: string, subject = 'o1', correlationid = 'c1') => ({
  specversion: '1.0',
  id,
  type: 'com.connectsoft.orders.order-placed.v1',
  source: '/orders',
  subject,
  correlationid,
  data: { id: subject },
});

const send = (client: ServiceBusClient, ...ids: string[]) =>
  client
    .createSender('orders-events')
    .sendMessages(ids.map((id) => ({ messageId: id, subject: 'placed', body: event(id) })));

const receiverOf = (client: ServiceBusClient, subscription = 'payments') =>
  client.createReceiver('orders-events', subscription, { maxAutoLockRenewalDurationInMs: 0 });

const receive = (receiver: ServiceBusReceiver, count = 10) =>
  receiver.receiveMessages(count, { maxWaitTimeInMs: 400 });

const ids = (messages: readonly ServiceBusReceivedMessage[]) => messages.map(({ messageId }) => messageId);

test('what is sent arrives as it was sent, with what the broker knows of it', async () => {
  const client = connect();
  await client.createSender('orders-events').sendMessages({
    messageId: 'm1',
    subject: 'placed',
    correlationId: 'c1',
    contentType: 'application/cloudevents+json',
    applicationProperties: { traceparent: '00-1-2-01', count: 3, ok: true },
    body: event('m1'),
  });
  const [message] = await receive(receiverOf(client));
  expect(message).toMatchObject({
    messageId: 'm1',
    subject: 'placed',
    correlationId: 'c1',
    contentType: 'application/cloudevents+json',
    applicationProperties: { traceparent: '00-1-2-01', count: 3, ok: true },
    body: event('m1'),
    deliveryCount: 0,
    enqueuedTimeUtc: expect.any(Date),
    lockedUntilUtc: expect.any(Date),
  });
});

test('a batch is its messages, in order', async () => {
  const client = connect();
  const sender = client.createSender('orders-events');
  const batch = await sender.createMessageBatch();
  for (const id of ['m1', 'm2', 'm3']) batch.tryAddMessage({ messageId: id, body: event(id) });
  await sender.sendMessages(batch);
  expect(ids(await receive(receiverOf(client)))).toEqual(['m1', 'm2', 'm3']);
});

test('each subscription gets each message; the same message id is taken once', async () => {
  broker.subscribe('p1', 'orders-events', 'shipping');
  const client = connect();
  await send(client, 'm1');
  await send(client, 'm1', 'm2');
  expect(ids(await receive(receiverOf(client)))).toEqual(['m1', 'm2']);
  expect(ids(await receive(receiverOf(client, 'shipping')))).toEqual(['m1', 'm2']);
});

test('a completed message does not come again, an abandoned one does, counted', async () => {
  const client = connect();
  await send(client, 'm1', 'm2');
  const receiver = receiverOf(client);
  const [first, second] = await receive(receiver);
  if (!first || !second) throw new Error('Two messages were sent.');
  await receiver.completeMessage(first);
  await receiver.abandonMessage(second);
  const again = await receive(receiver);
  expect(again.map(({ messageId, deliveryCount }) => ({ messageId, deliveryCount }))).toEqual([
    { messageId: 'm2', deliveryCount: 1 },
  ]);
});

test('ten deliveries are all there are', async () => {
  const client = connect();
  await send(client, 'm1');
  const receiver = receiverOf(client);
  for (let delivery = 1; delivery <= 10; delivery += 1) {
    const [message] = await receive(receiver, 1);
    if (!message) throw new Error(`Delivery ${delivery} is missing.`);
    await receiver.abandonMessage(message);
  }
  expect(await receive(receiver, 1)).toEqual([]);
  expect(await broker.deadLettered('p1', 'orders-events', 'payments')).toMatchObject([
    { messageId: 'm1', reason: 'MaxDeliveryCountExceeded' },
  ]);
});

test('a dead-lettered message is kept with its reason', async () => {
  const client = connect();
  await send(client, 'm1');
  const receiver = receiverOf(client);
  const [message] = await receive(receiver);
  if (!message) throw new Error('A message was sent.');
  await receiver.deadLetterMessage(message, {
    deadLetterReason: 'ValidationFailed',
    deadLetterErrorDescription: '/id is required',
  });
  expect(await receive(receiver)).toEqual([]);
  expect(await broker.deadLettered('p1', 'orders-events', 'payments')).toMatchObject([
    { messageId: 'm1', reason: 'ValidationFailed', description: '/id is required' },
  ]);
});

describe('locks', () => {
  beforeEach(async () => {
    await broker.close();
    broker = await start(800);
  });

  test('a lock that ran out is lost, and the message comes again', async () => {
    const client = connect();
    await send(client, 'm1');
    const receiver = receiverOf(client);
    const [message] = await receive(receiver);
    if (!message) throw new Error('A message was sent.');
    const [again] = await receiver.receiveMessages(1, { maxWaitTimeInMs: 3_000 });
    expect(again?.messageId).toBe('m1');
    await expect(receiver.completeMessage(message)).rejects.toMatchObject({ code: 'MessageLockLost' });
  });

  test('a renewed lock is held', async () => {
    const client = connect();
    await send(client, 'm1');
    const receiver = receiverOf(client);
    const [message] = await receive(receiver, 1);
    if (!message) throw new Error('A message was sent.');
    const before = message.lockedUntilUtc?.getTime() ?? 0;
    for (let renewal = 0; renewal < 3; renewal += 1) {
      expect((await receiver.renewMessageLock(message)).getTime()).toBeGreaterThan(before);
      expect(await receiver.receiveMessages(1, { maxWaitTimeInMs: 400 })).toEqual([]);
    }
    await receiver.completeMessage(message);
  });
});

test('a consumer that went away gets later what it missed, over a restart of the broker, and what it held', async () => {
  const client = connect();
  await send(client, 'm1');
  await receive(receiverOf(client), 1);
  await send(client, 'm2');
  await closeClients();
  await broker.close();
  broker = await start();
  const next = connect();
  await send(next, 'm3');
  const messages = await receive(receiverOf(next));
  expect(messages.map(({ messageId, deliveryCount }) => [messageId, deliveryCount])).toEqual([
    ['m1', 1],
    ['m2', 0],
    ['m3', 0],
  ]);
});

test('a pushing receiver gets one message at a time, in order', async () => {
  const client = connect();
  const seen: string[] = [];
  let busy = 0;
  const all = Promise.withResolvers<void>();
  const wanted = Array.from({ length: 40 }, (_, index) => `m${index}`);
  const receiver = receiverOf(client);
  const subscription = receiver.subscribe(
    {
      processMessage: async (message) => {
        busy += 1;
        expect(busy).toBe(1);
        await new Promise((resolve) => void setImmediate(resolve));
        seen.push(String(message.messageId));
        await receiver.completeMessage(message);
        busy -= 1;
        if (seen.length === wanted.length) all.resolve();
      },
      processError: async ({ error }) => all.reject(error),
    },
    { autoCompleteMessages: false, maxConcurrentCalls: 1 },
  );
  await send(client, ...wanted);
  await all.promise;
  await subscription.close();
  expect(seen).toEqual(wanted);
});

test('one project does not see what another publishes, and no stranger gets in', async () => {
  broker.subscribe('p2', 'orders-events', 'payments');
  await send(connect('p1'), 'm1');
  expect(ids(await receive(receiverOf(connect('p2'))))).toEqual([]);
  const forged = broker.connectionString('p1').replace(/SharedAccessKey=[^;]+/, 'SharedAccessKey=wrong');
  const stranger = new ServiceBusClient(forged, { retryOptions: { maxRetries: 0, timeoutInMs: 1_000 } });
  clients.push(stranger);
  await expect(send(stranger, 'm2')).rejects.toMatchObject({ code: 'UnauthorizedAccess' });
});

test('a message over the limit is refused', async () => {
  const sender = connect().createSender('orders-events');
  await expect(sender.sendMessages({ body: 'x'.repeat(300_000) })).rejects.toMatchObject({
    code: 'MessageSizeExceeded',
  });
});

test('the way of an event is kept: who published it, who took it, who put it aside', async () => {
  broker.subscribe('p1', 'orders-events', 'shipping');
  const client = connect();
  await send(client, 'm1');
  const taking = receiverOf(client);
  const [taken] = await receive(taking);
  if (taken) await taking.completeMessage(taken);
  const refusing = receiverOf(client, 'shipping');
  const [refused] = await receive(refusing);
  if (refused) await refusing.deadLetterMessage(refused);
  expect(broker.hops('p1', 'c1')).toEqual([
    {
      id: 'm1',
      topic: 'orders-events',
      type: 'com.connectsoft.orders.order-placed.v1',
      source: '/orders',
      subject: 'o1',
      correlationId: 'c1',
      at: expect.any(String),
      deliveries: [
        { subscription: 'payments', outcome: 'completed', at: expect.any(String) },
        { subscription: 'shipping', outcome: 'dead-lettered', at: expect.any(String) },
      ],
    },
  ]);
  expect(broker.hops('p1', 'c2')).toEqual([]);
  expect(broker.hops('p2', 'c1')).toEqual([]);
});

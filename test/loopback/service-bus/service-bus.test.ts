import {
  ServiceBusClient,
  type ServiceBusReceivedMessage,
  type ServiceBusReceiver,
} from '@azure/service-bus';
import { afterEach, describe, expect, it } from 'vitest';

import { parseSqlFilter, type SqlValue } from './sql-filter.ts';
import { startServiceBus, type LoopbackServiceBus } from './service-bus.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

const QUEUE = 'requests';
const start = async (options: Parameters<typeof startServiceBus>[0] = {}): Promise<LoopbackServiceBus> => {
  const bus = await startServiceBus({ queues: [QUEUE], ...options });
  closing.push(() => bus.close());
  return bus;
};

const clientOf = (bus: LoopbackServiceBus, connectionString = bus.connectionString): ServiceBusClient => {
  const client = new ServiceBusClient(connectionString, {
    retryOptions: { maxRetries: 0, timeoutInMs: 2_000 },
  });
  closing.push(() => client.close());
  return client;
};

const receive = (receiver: ServiceBusReceiver, count = 10) =>
  receiver.receiveMessages(count, { maxWaitTimeInMs: 300 });
const ids = (messages: readonly ServiceBusReceivedMessage[]) => messages.map(({ messageId }) => messageId);
const receiverOf = (client: ServiceBusClient, entity = QUEUE) =>
  client.createReceiver(entity, { maxAutoLockRenewalDurationInMs: 0 });

describe('the loopback Service Bus', () => {
  it('delivers what was sent, once per message id, until it is completed', async () => {
    const bus = await start();
    const client = clientOf(bus);
    const message = {
      messageId: 'm1',
      correlationId: 'c1',
      contentType: 'application/json',
      applicationProperties: { stage: 'vision', n: 3 },
      body: { a: 1 },
    };
    await client.createSender(QUEUE).sendMessages([message, { ...message, messageId: 'm2' }, message]);
    const receiver = receiverOf(client);
    const received = await receive(receiver);
    expect(ids(received)).toEqual(['m1', 'm2']);
    expect(received[0]).toMatchObject({ ...message, deliveryCount: 0 });
    await receiver.completeMessage(received[0]!);
    await receiver.abandonMessage(received[1]!);
    const [again] = await receive(receiver);
    expect(again).toMatchObject({ messageId: 'm2', deliveryCount: 1 });
    await receiver.completeMessage(again!);
    expect(bus.messages(QUEUE)).toEqual([]);
  });

  it('refuses an entity that is not there, a wrong key, a token, 256 KB', async () => {
    const bus = await start();
    const client = clientOf(bus);
    await expect(client.createSender('others').sendMessages({ body: 1 })).rejects.toMatchObject({
      code: 'MessagingEntityNotFound',
    });
    await expect(receive(receiverOf(client, 'others'))).rejects.toMatchObject({
      code: 'MessagingEntityNotFound',
    });
    await expect(
      client.createSender(QUEUE).sendMessages({ body: 'x'.repeat(262_144) }),
    ).rejects.toMatchObject({ code: 'MessageSizeExceeded' });
    const other = clientOf(
      bus,
      bus.connectionString.replace(/SharedAccessKey=[^;]*/, 'SharedAccessKey=QUJD'),
    );
    await expect(other.createSender(QUEUE).sendMessages({ body: 1 })).rejects.toMatchObject({
      code: 'UnauthorizedAccess',
    });
    expect(bus.messages(QUEUE)).toEqual([]);
  });

  it('takes a token of Entra ID where it is told which', async () => {
    const bus = await start({ acceptsToken: (token) => token === 'good' });
    const send = async (token: string) => {
      const credential = { getToken: async () => ({ token, expiresOnTimestamp: Date.now() + 3_600_000 }) };
      const client = new ServiceBusClient(bus.fullyQualifiedNamespace, credential, {
        retryOptions: { maxRetries: 0, timeoutInMs: 2_000 },
      });
      closing.push(() => client.close());
      await client.createSender(QUEUE).sendMessages({ body: token });
    };
    await send('good');
    await expect(send('bad')).rejects.toMatchObject({ code: 'UnauthorizedAccess' });
    expect(bus.messages(QUEUE).map(({ body }) => body)).toEqual(['good']);
  });

  it('gives a subscription what its filter takes', async () => {
    const bus = await start({
      topics: {
        events: {
          all: undefined,
          quality: { sql: "stage = 'quality' AND tenant IN ('acme')" },
          created: { correlationId: 'c1', applicationProperties: { stage: 'vision' } },
        },
      },
    });
    const sender = clientOf(bus).createSender('events');
    const send = (messageId: string, applicationProperties: Record<string, string>, correlationId = 'c1') =>
      sender.sendMessages({ messageId, correlationId, applicationProperties, body: 1 });
    await send('m1', { stage: 'quality', tenant: 'acme' });
    await send('m2', { stage: 'quality', tenant: 'contoso' });
    await send('m3', { stage: 'vision' });
    await send('m4', { stage: 'vision' }, 'c2');
    const lying = (name: string) => bus.messages(`events/Subscriptions/${name}`).map(({ id }) => id);
    expect([lying('all'), lying('quality'), lying('created')]).toEqual([
      ['m1', 'm2', 'm3', 'm4'],
      ['m1'],
      ['m3'],
    ]);
  });

  it('puts aside what ten deliveries did not settle, and what a receiver dead-letters; both can be peeked', async () => {
    const bus = await start();
    const client = clientOf(bus);
    await client.createSender(QUEUE).sendMessages([
      { messageId: 'm1', body: 1 },
      { messageId: 'm2', body: 2 },
    ]);
    const receiver = receiverOf(client);
    const [first, second] = await receive(receiver);
    await receiver.deadLetterMessage(second!, {
      deadLetterReason: 'Wrong',
      deadLetterErrorDescription: 'why',
    });
    await receiver.abandonMessage(first!);
    for (let delivery = 2; delivery <= 10; delivery += 1) {
      const [message] = await receive(receiver, 1);
      expect(message?.deliveryCount).toBe(delivery - 1);
      await receiver.abandonMessage(message!);
    }
    expect(await receive(receiver, 1)).toEqual([]);
    const dead = client.createReceiver(QUEUE, { subQueueType: 'deadLetter' });
    expect(await dead.peekMessages(10)).toMatchObject([
      { messageId: 'm2', deadLetterReason: 'Wrong', deadLetterErrorDescription: 'why' },
      { messageId: 'm1', deadLetterReason: 'MaxDeliveryCountExceeded' },
    ]);
  });

  it('takes locks away, and gives them up by time; a renewed one is held', async () => {
    const time = { now: Date.now() };
    const bus = await start({ now: () => time.now, lockDurationMs: 60_000 });
    const client = clientOf(bus);
    await client.createSender(QUEUE).sendMessages({ messageId: 'm1', body: 1 });
    const receiver = receiverOf(client);
    const [first] = await receive(receiver);
    time.now += 50_000;
    await receiver.renewMessageLock(first!);
    time.now += 50_000;
    expect(await receive(receiver)).toEqual([]);
    bus.loseLocks(QUEUE);
    const [second] = await receive(receiver);
    await expect(receiver.completeMessage(first!)).rejects.toMatchObject({ code: 'MessageLockLost' });
    time.now += 60_001;
    expect(await receive(receiver)).toMatchObject([{ messageId: 'm1', deliveryCount: 2 }]);
    await expect(receiver.renewMessageLock(second!)).rejects.toMatchObject({ code: 'MessageLockLost' });
  });

  it('keeps what it has over a restart on its port', async () => {
    const bus = await start();
    await clientOf(bus).createSender(QUEUE).sendMessages({ messageId: 'm1', body: 1 });
    await bus.stop();
    await expect(clientOf(bus).createSender(QUEUE).sendMessages({ body: 2 })).rejects.toThrow('ECONNREFUSED');
    await bus.start();
    expect(ids(await receive(receiverOf(clientOf(bus))))).toEqual(['m1']);
  });
});

describe('SQL filters', () => {
  const message: Record<string, SqlValue> = { stage: 'quality', n: 3, ok: true, name: "it's" };
  const holds = (sql: string) =>
    parseSqlFilter(sql)((scope, name) => (scope === 'user' ? message[name] : `sys-${name}`));

  it.each([
    ["stage = 'quality'", true],
    ["stage <> 'quality'", false],
    ["missing <> 'quality'", false],
    ["NOT missing = 'quality'", false],
    ["missing IS NULL OR stage = 'x'", true],
    ['stage IS NOT NULL AND n >= 3 AND n < -1', false],
    ["stage IN ('vision', 'quality')", true],
    ["stage NOT IN ('vision', 'quality')", false],
    ["stage LIKE 'qual%' AND user.ok = TRUE", true],
    ['(n = 4 OR n = 3) AND NOT (ok = FALSE)', true],
    ["name = 'it''s' AND sys.Label = 'sys-Label'", true],
  ])('%s: %s', (sql, expected) => {
    expect(holds(sql)).toBe(expected);
  });

  it.each(["stage = 'x' extra", 'stage', 'stage = ', "stage == 'x'", 'other.stage = 1', "stage = 'x' AND"])(
    'refuses %s',
    (sql) => {
      expect(() => parseSqlFilter(sql)).toThrow('The filter');
    },
  );
});

import { ServiceBusClient } from '@azure/service-bus';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { transitionEvent } from '../../../../factory/domain/transition-event.ts';
import { createInterruption } from '../../../../platform/azure/interruption.ts';
import { createDeadLetters } from '../../../../platform/azure/service-bus/dead-letters.ts';
import { createEventPublisher } from '../../../../platform/azure/service-bus/event-publisher.ts';
import { createReplies } from '../../../../platform/azure/service-bus/replies.ts';
import {
  createServiceBusConnection,
  type ServiceBusAccess,
  type ServiceBusConnection,
} from '../../../../platform/azure/service-bus/service-bus-connection.ts';
import { startServiceBus, type LoopbackServiceBus } from '../../../loopback/service-bus/service-bus.ts';

const UUID = '0199d1b0-5f5e-7c3a-9d0e-2f6a3c1b7e55';
const acme = `p-acme-${UUID}`;
const TIME = new Date('2026-01-15T09:30:00.000Z');
const SECRET = `gh${'p_'}${'aB3d'.repeat(9)}`;

let bus: LoopbackServiceBus;
let connection: ServiceBusConnection;
const closing: (() => Promise<void>)[] = [];

const connect = (access: ServiceBusAccess = bus, timeoutMs = 2_000): ServiceBusConnection => {
  const made = createServiceBusConnection(access, { timeoutMs });
  closing.push(() => made.close());
  return made;
};
const clientOf = (): ServiceBusClient => {
  const client = new ServiceBusClient(bus.connectionString);
  closing.push(() => client.close());
  return client;
};

beforeEach(async () => {
  bus = await startServiceBus({
    queues: ['factory-rejected', 'acme-requests', 'other-requests', 'acme-replies'],
    topics: {
      'factory-events': { journal: undefined, quality: { sql: "stage = 'quality' AND tenant = 'acme'" } },
    },
    acceptsToken: (token) => token === 'good',
  });
  connection = connect({ connectionString: bus.connectionString });
});
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
  await bus.close();
});

const event = (stage: 'quality' | 'vision', discriminator = '', projectId = acme) =>
  transitionEvent(
    { projectId, correlationId: 'c-1' },
    'stage.started',
    TIME,
    { stage, message: 'It begins.' },
    discriminator,
  );
const kept = (subscription: string) => bus.messages(`factory-events/Subscriptions/${subscription}`);

describe('the publisher of events', () => {
  it('publishes a CloudEvent once, with the properties that subscriptions filter by', async () => {
    const publisher = createEventPublisher(connection, 'acme');
    await publisher.publish(event('vision'));
    await publisher.publish(event('vision'));
    await publisher.publish(event('quality'));
    expect(kept('journal')).toMatchObject([
      {
        id: event('vision').id,
        body: event('vision'),
        properties: {
          type: 'stage.started',
          stage: 'vision',
          projectid: acme,
          tenant: 'acme',
          'Diagnostic-Id': event('vision').traceparent,
          traceparent: expect.stringMatching(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/),
        },
      },
      { id: event('quality').id },
    ]);
    expect(kept('quality').map(({ id }) => id)).toEqual([event('quality').id]);
    const [received] = await clientOf()
      .createReceiver('factory-events', 'quality')
      .receiveMessages(1, { maxWaitTimeInMs: 1_000 });
    expect(received).toMatchObject({
      correlationId: 'c-1',
      contentType: 'application/cloudevents+json',
      subject: 'stage.started',
    });
  });

  it('drops the repeat of an event whose id is longer than Service Bus takes', async () => {
    const publisher = createEventPublisher(connection, 'acme');
    for (const discriminator of ['x'.repeat(200), 'x'.repeat(200), `${'x'.repeat(199)}y`])
      await publisher.publish(event('vision', discriminator));
    expect(kept('journal').map(({ id }) => id.length)).toEqual([128, 128]);
    expect(kept('journal')[0]!.body).toMatchObject({ id: event('vision', 'x'.repeat(200)).id });
  });

  it('publishes nothing of another tenant', async () => {
    const publisher = createEventPublisher(connection, 'acme');
    await expect(publisher.publish(event('vision', '', `p-other-${UUID}`))).rejects.toMatchObject({
      kind: 'critical',
      criticalReason: 'tenant-crossing',
    });
    expect(kept('journal')).toEqual([]);
  });

  it('goes on after the broker was restarted', async () => {
    const publisher = createEventPublisher(connection, 'acme');
    await publisher.publish(event('vision'));
    await bus.stop();
    await expect(publisher.publish(event('quality'))).rejects.toMatchObject({ kind: 'transient' });
    await bus.start();
    await publisher.publish(event('quality'));
    await Promise.all(['a', 'b', 'c'].map((each) => publisher.publish(event('quality', each))));
    expect(kept('journal')).toHaveLength(5);
  });
});

describe('errors of Service Bus', () => {
  const send = (over: ServiceBusConnection, entity = 'acme-replies', body: unknown = 'x') =>
    over.send(entity, { body });

  it('say whether trying again can help', async () => {
    const wrongKey = bus.connectionString.replace(/SharedAccessKey=[^;]*/, 'SharedAccessKey=QUJD');
    const tokens = (token: string): ServiceBusAccess => ({
      fullyQualifiedNamespace: bus.fullyQualifiedNamespace,
      credential: { getToken: async () => ({ token, expiresOnTimestamp: Date.now() + 3_600_000 }) },
    });
    const notSetUp = { kind: 'invalid-configuration' };
    await expect(send(connect(tokens('good')))).resolves.toBeUndefined();
    await expect(send(connect(tokens('bad')))).rejects.toMatchObject(notSetUp);
    await expect(send(connect({ connectionString: wrongKey }))).rejects.toMatchObject(notSetUp);
    await expect(send(connect({ connectionString: 'Endpoint=nothing' }))).rejects.toMatchObject(notSetUp);
    await expect(send(connection, 'nothing')).rejects.toMatchObject(notSetUp);
    await expect(send(connection, 'acme-replies', 'x'.repeat(262_144))).rejects.toMatchObject(notSetUp);
    expect(bus.messages('acme-replies')).toHaveLength(1);
  });

  it('are transient for a token that cannot be had now, and end with the work that asks', async () => {
    const credential = { getToken: () => Promise.reject(new Error(`not with ${SECRET}`)) };
    const without = connect({ fullyQualifiedNamespace: bus.fullyQualifiedNamespace, credential });
    const error = await send(without).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ kind: 'transient' });
    expect(String((error as Error).message)).not.toContain(SECRET);

    const silent = { getToken: () => new Promise<never>(() => undefined) };
    const waiting = connect(
      { fullyQualifiedNamespace: bus.fullyQualifiedNamespace, credential: silent },
      60_000,
    );
    const work = createInterruption().begin();
    const sent = work.run(() => send(waiting));
    await work.interrupt();
    await expect(sent).rejects.toMatchObject({ kind: 'stopped' });
  });
});

describe('replies', () => {
  it('go to the queue that was registered, each once, as what is rejected does', async () => {
    const replies = createReplies(connection);
    const reply = {
      specversion: '1.0',
      id: 'acme-requests:1:request.rejected.v1',
      source: '/factory',
      type: 'request.rejected.v1',
      time: TIME.toISOString(),
      datacontenttype: 'application/json',
      correlationid: 'c-1',
      causationid: 'r-1',
      data: { type: 'urn:problem:validation', title: 't', status: 400, detail: 'd' },
    } as const;
    const rejected = { from: 'acme-requests', tenant: 'acme', reason: 'wrong', message: '{}' };
    for (const _ of [1, 2]) {
      await replies.send('acme-replies', reply);
      await replies.reject('acme-requests:1', rejected);
    }
    expect(bus.messages('acme-replies').map(({ body }) => body)).toEqual([reply]);
    expect(bus.messages('factory-rejected').map(({ body }) => body)).toEqual([rejected]);
  });
});

describe('dead letters', () => {
  const letters = (tenant: string) =>
    createDeadLetters({
      connection,
      tenant,
      ownTenant: 'local',
      sources: [
        { source: { queue: 'acme-requests' }, tenant: 'acme' },
        { source: { queue: 'other-requests' }, tenant: 'other' },
        { source: { topic: 'factory-events', subscription: 'journal' } },
      ],
    });

  /** Dead-letters everything that lies in a queue or subscription. */
  const bury = async (...path: [string] | [string, string]) => {
    const client = clientOf();
    const receiver =
      path.length === 1 ? client.createReceiver(path[0]) : client.createReceiver(path[0], path[1]);
    for (const message of await receiver.receiveMessages(10, { maxWaitTimeInMs: 200 }))
      await receiver.deadLetterMessage(message, {
        deadLetterReason: 'Unreadable',
        deadLetterErrorDescription: `because of ${SECRET}`,
      });
    await receiver.close();
  };

  it('are listed over queues, subscriptions and what was rejected, to their tenant alone', async () => {
    for (const queue of ['acme-requests', 'other-requests'])
      await connection.send(queue, { messageId: `m-${queue}`, body: { text: SECRET } });
    await createEventPublisher(connection, 'acme').publish(event('vision'));
    for (const tenant of ['acme', undefined])
      await createReplies(connection).reject(`rejected-${tenant}`, {
        from: 'acme-requests',
        ...(tenant ? { tenant } : {}),
        reason: 'wrong',
        message: '{"id":"r-1"}',
      });
    await bury('acme-requests');
    await bury('other-requests');
    await bury('factory-events', 'journal');

    const own = await letters('acme').list();
    expect(own).toMatchObject([
      {
        id: expect.stringMatching(/^acme-requests~\d+$/),
        receiver: 'acme-requests',
        messageId: 'm-acme-requests',
        reason: 'Unreadable',
        deliveries: 1,
      },
      { id: expect.stringMatching(/^factory-events~journal~\d+$/), receiver: 'factory-events/journal' },
      {
        id: expect.stringMatching(/^factory-rejected~kept~\d+$/),
        receiver: 'acme-requests',
        reason: 'Rejected',
        description: 'wrong',
        body: '{"id":"r-1"}',
      },
    ]);
    expect(JSON.stringify(own)).not.toContain(SECRET);
    expect((await letters('other').list()).map(({ receiver }) => receiver)).toEqual(['other-requests']);
    expect(await letters('local').list()).toMatchObject([{ messageId: 'rejected-undefined' }]);

    for (const { id } of own) {
      expect(await letters('other').discard(id)).toBe(false);
      expect(await letters('other').resubmit(id)).toBe(false);
    }
    expect(await letters('acme').list()).toHaveLength(3);
  });

  it('are given to their receiver again, once, or dropped', async () => {
    const body = { n: 1 };
    await connection.send('acme-requests', { messageId: 'm-1', correlationId: 'c-1', body });
    await connection.send('acme-requests', { messageId: 'm-2', body: { n: 2 } });
    await bury('acme-requests');
    const acmes = letters('acme');
    const [first, second] = await acmes.list();
    const both = await Promise.all([acmes.resubmit(first!.id), acmes.resubmit(first!.id)]);
    expect(both.toSorted()).toEqual([false, true]);
    const [again] = await clientOf().createReceiver('acme-requests').peekMessages(1);
    expect(again).toMatchObject({ body, correlationId: 'c-1' });
    expect(again!.applicationProperties).toEqual({});
    expect(await acmes.discard(second!.id)).toBe(true);
    expect(await acmes.discard(second!.id)).toBe(false);
    expect(await acmes.discard('acme-requests~1;')).toBe(false);
    expect(await acmes.discard('others~1')).toBe(false);
    expect(await acmes.list()).toEqual([]);
  });

  it('that were rejected are sent again as they came, unless they were cut', async () => {
    const replies = createReplies(connection);
    const rejected = { from: 'acme-requests', tenant: 'acme', reason: 'wrong' };
    await replies.reject('1', { ...rejected, message: '{"id":"r-1"}' });
    await replies.reject('2', { ...rejected, message: 'x'.repeat(32_000) });
    const acmes = letters('acme');
    const [whole, cut] = await acmes.list();
    expect(await acmes.resubmit(whole!.id)).toBe(true);
    expect(bus.messages('acme-requests')).toMatchObject([{ body: { id: 'r-1' } }]);
    await expect(acmes.resubmit(cut!.id)).rejects.toMatchObject({ kind: 'invalid-configuration' });
    expect(await acmes.list()).toHaveLength(1);
  });
});

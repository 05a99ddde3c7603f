import { ServiceBusClient } from '@azure/service-bus';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';

import type { RegisteredFunction, TypedData } from '../../../../../platform/embedded/host/app/core-types.ts';
import { createBrokerConnections } from '../../../../../platform/embedded/host/triggers/broker-connections.ts';
import { createBrokerTriggers } from '../../../../../platform/embedded/host/triggers/broker-triggers.ts';
import { createServiceBusOutput } from '../../../../../platform/embedded/host/triggers/service-bus-output.ts';
import { startIdentityServer, type IdentityServer } from '../../../../loopback/identity/identity-server.ts';
import { startServiceBus, type LoopbackServiceBus } from '../../../../loopback/service-bus/service-bus.ts';

type Invocation = { body: string; metadata: Record<string, unknown>; traceParent: string | undefined };

const CLIENT_ID = '5d1b0f5e-7c3a-4d0e-8f6a-3c1b7e55aa01';

let bus: LoopbackServiceBus;
let identity: IdentityServer;
let lines: string[];
const closing: (() => Promise<void>)[] = [];

const valueOf = (data: TypedData): unknown =>
  'json' in data ? JSON.parse(data.json) : 'int' in data ? data.int : undefined;

const listening = (trigger: Record<string, unknown>): RegisteredFunction => ({
  metadata: { name: 'work', bindings: {} },
  callback: () => undefined,
  trigger: { name: 't', type: 'serviceBusTrigger', direction: 'in', connection: 'Bus', ...trigger },
});

const startIn = (
  environment: Record<string, string>,
  work: (invocation: Invocation) => Promise<void> = async () => undefined,
  trigger: Record<string, unknown> = { queueName: '%QUEUE%' },
  maxConcurrentCalls = 4,
) => {
  const connections = createBrokerConnections(environment);
  const seen: Invocation[] = [];
  const triggers = createBrokerTriggers({
    functions: [listening(trigger)],
    connections,
    environment,
    maxConcurrentCalls,
    maxLockRenewalMs: 60_000,
    log: { write: (_, __, message) => void lines.push(message), close: () => undefined },
    run: async (_, { trigger: data, triggerMetadata = {}, traceParent }) => {
      const metadata = Object.fromEntries(
        Object.entries(triggerMetadata).map(([name, value]) => [name, valueOf(value)]),
      );
      const invocation = { body: (data as { string: string }).string, metadata, traceParent };
      seen.push(invocation);
      await work(invocation);
    },
  });
  triggers.start();
  let stopped: Promise<void> | undefined;
  const stop = () => (stopped ??= triggers.stop().then(() => connections.close()));
  closing.push(stop);
  return { seen, stop };
};

type Rest<T> = T extends [unknown, ...infer R] ? R : never;
const start = (...rest: Rest<Parameters<typeof startIn>>) =>
  startIn({ Bus: bus.connectionString, QUEUE: 'jobs' }, ...rest);

const send = async (messageId: string, body: unknown = { id: messageId }, to = 'jobs') => {
  const client = new ServiceBusClient(bus.connectionString);
  await client.createSender(to).sendMessages({
    messageId,
    body,
    correlationId: 'c-1',
    contentType: 'application/json',
    applicationProperties: { stage: 'vision', 'Diagnostic-Id': '00-1-2-01' },
  });
  await client.close();
};
const until = (check: () => void) => vi.waitFor(check, { timeout: 10_000, interval: 20 });

beforeAll(async () => {
  identity = await startIdentityServer({ clientIds: [CLIENT_ID] });
});
afterAll(() => identity.close());
beforeEach(async () => {
  lines = [];
  bus = await startServiceBus({
    queues: ['jobs', 'out'],
    topics: { events: { vision: { sql: "stage = 'vision'" } } },
    lockDurationMs: 1_500,
    acceptsToken: (token) => identity.refusalOf(token, 'https://servicebus.azure.net') === undefined,
  });
});
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
  await bus.close();
});

it('hands a message over with what the broker knows of it, and completes it', async () => {
  const { seen } = start();
  await send('m1');
  await until(() => expect(bus.messages('jobs')).toEqual([]));
  expect(seen).toEqual([
    {
      body: '{"id":"m1"}',
      traceParent: '00-1-2-01',
      metadata: {
        MessageId: 'm1',
        CorrelationId: 'c-1',
        ContentType: 'application/json',
        SequenceNumber: 1,
        DeliveryCount: 1,
        EnqueuedTimeUtc: expect.any(String),
        LockToken: expect.any(String),
        ApplicationProperties: { stage: 'vision', 'Diagnostic-Id': '00-1-2-01' },
      },
    },
  ]);
});

it('reads a subscription of a topic', async () => {
  const { seen } = start(undefined, { topicName: 'events', subscriptionName: 'vision' });
  await send('m1', 'text', 'events');
  await until(() => expect(seen.map(({ body }) => body)).toEqual(['"text"']));
});

it('gives a message back that its function throws at, ten times', async () => {
  const { seen } = start(() => Promise.reject(new Error('poisoned')));
  await send('m1');
  await until(() => expect(bus.messages('jobs/$DeadLetterQueue')).toHaveLength(1));
  expect(seen.map(({ metadata }) => metadata['DeliveryCount'])).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect(lines).toContain('Message m1, delivery 10, failed: poisoned');
});

it('has as many at a time as it may, and renews the lock of one that takes long', async () => {
  const gate = Promise.withResolvers<void>();
  const { seen } = start(() => gate.promise, undefined, 2);
  for (const id of ['m1', 'm2', 'm3']) await send(id);
  await until(() => expect(bus.renewals()).toBeGreaterThanOrEqual(4));
  expect(seen).toHaveLength(2);
  gate.resolve();
  await until(() => expect(bus.messages('jobs')).toEqual([]));
  expect(seen.map(({ metadata }) => metadata['DeliveryCount'])).toEqual([1, 1, 1]);
});

it('runs again what lost its lock, and says so', async () => {
  const gate = Promise.withResolvers<void>();
  const { seen } = start(({ metadata }) =>
    metadata['DeliveryCount'] === 1 ? gate.promise : Promise.resolve(),
  );
  await send('m1');
  await until(() => expect(seen).toHaveLength(1));
  bus.loseLocks('jobs');
  await until(() => expect(seen).toHaveLength(2));
  gate.resolve();
  await until(() => expect(lines.join('\n')).toContain('could not be settled and is delivered again'));
  await until(() => expect(bus.messages('jobs')).toEqual([]));
});

it('goes on after the broker was restarted, with what it did not complete', async () => {
  const gate = Promise.withResolvers<void>();
  const { seen } = start(({ metadata }) =>
    metadata['DeliveryCount'] === 1 ? gate.promise : Promise.resolve(),
  );
  await send('m1');
  await until(() => expect(seen).toHaveLength(1));
  await bus.stop();
  bus.loseLocks('jobs');
  gate.resolve();
  await bus.start();
  await send('m2');
  await until(() => expect(bus.messages('jobs')).toEqual([]));
  expect(seen.map(({ metadata }) => [metadata['MessageId'], metadata['DeliveryCount']])).toContainEqual([
    'm1',
    2,
  ]);
});

it('waits for what runs when it is stopped', async () => {
  const gate = Promise.withResolvers<void>();
  const { seen, stop } = start(() => gate.promise);
  await send('m1');
  await until(() => expect(seen).toHaveLength(1));
  const stopped = stop();
  gate.resolve();
  await stopped;
  expect(bus.messages('jobs')).toEqual([]);
});

it('sends what functions leave in their output bindings', async () => {
  const connections = createBrokerConnections({ Bus: bus.connectionString });
  closing.push(() => connections.close());
  const sending: RegisteredFunction = {
    ...listening({}),
    metadata: {
      name: 'work',
      bindings: { out: { type: 'serviceBus', direction: 'out', queueName: 'out', connection: 'Bus' } },
    },
  };
  const refusing = new Proxy({} as Parameters<typeof createServiceBusOutput>[0], {
    get: () => () => {
      throw new Error('It is not on the embedded bus.');
    },
  });
  const output = createServiceBusOutput(refusing, connections, [sending], {});
  await output.send(sending, new Map([['out', { json: '[{"a":1},{"a":2}]' }]]), undefined);
  await output.send(sending, new Map([['out', { string: '"text"' }]]), undefined);
  expect(bus.messages('out').map(({ body }) => body)).toEqual([{ a: 1 }, { a: 2 }, 'text']);
});

it('reads with the managed identity of the app where the setting names a namespace', async () => {
  Object.assign(process.env, identity.environment);
  const { seen } = startIn({
    Bus__fullyQualifiedNamespace: bus.fullyQualifiedNamespace,
    Bus__clientId: CLIENT_ID,
    QUEUE: 'jobs',
  });
  await send('m1');
  await until(() => expect(seen).toHaveLength(1));
  await until(() => expect(bus.messages('jobs')).toEqual([]));
  expect(new Set(identity.requests.map(({ clientId }) => clientId))).toEqual(new Set([CLIENT_ID]));
});

it('is there before its broker', async () => {
  await bus.stop();
  const { seen } = start();
  await until(() => expect(lines.join('\n')).toContain('ECONNREFUSED'));
  await bus.start();
  await send('m1');
  await until(() => expect(seen).toHaveLength(1));
});

it('is the embedded bus where the setting is absent', () => {
  const connections = createBrokerConnections({ Other__fullyQualifiedNamespace: 'x.servicebus.windows.net' });
  const of = (connection: unknown) =>
    connections.isReal({ type: 'serviceBus', direction: 'out', connection });
  expect([of('Bus'), of(undefined), of('Other')]).toEqual([false, false, true]);
});

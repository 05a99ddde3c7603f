import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ServiceBusClient, type ServiceBusReceiver } from '@azure/service-bus';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';

import { replyMessageSchema, type ReplyMessage } from '../../factory/domain/reply-message.ts';
import { transitionEventSchema, type TransitionEvent } from '../../factory/domain/transition-event.ts';
import { startHost, type RunningHost } from '../../platform/embedded/host/start-host.ts';
import { startServiceBus, type LoopbackServiceBus } from '../loopback/service-bus/service-bus.ts';
import { aCancel, aCreate, aMessage } from './support/messages.ts';
import { projectId } from './support/fake-ports.ts';

const WAIT_MS = 10_000;

let bus: LoopbackServiceBus;
let host: RunningHost;
let client: ServiceBusClient;
let other: ServiceBusClient;
const workspace = mkdtempSync(join(tmpdir(), 'messages-'));

/** Completes what comes until something is as wanted. */
const reader = <T>(receiver: ServiceBusReceiver, parse: (body: unknown) => T) => {
  const seen: T[] = [];
  return {
    seen,
    async until(isWanted: (message: T) => boolean): Promise<T> {
      for (;;) {
        const [message] = await receiver.receiveMessages(1, { maxWaitTimeInMs: WAIT_MS });
        if (!message) throw new Error(`It did not come; this did: ${JSON.stringify(seen)}`);
        await receiver.completeMessage(message);
        const parsed = parse(message.body);
        seen.push(parsed);
        if (isWanted(parsed)) return parsed;
      }
    },
  };
};

beforeAll(async () => {
  bus = await startServiceBus({
    queues: ['factory-requests', 'factory-control', 'factory-replies', 'factory-rejected'],
    topics: {
      'factory-events': {
        journal: undefined,
        wakes: undefined,
        replies: undefined,
        client: undefined,
        quality: { sql: "stage = 'quality'" },
      },
    },
  });
  process.env['ServiceBus'] = bus.connectionString;
  process.env['FACTORY_WORKSPACE'] = workspace;
  host = await startHost({ app: join(import.meta.dirname, 'message-app/app.ts'), workspace });
  const retryOptions = { maxRetries: 5, retryDelayInMs: 100, timeoutInMs: 5_000 };
  client = new ServiceBusClient(bus.connectionString, { retryOptions });
  other = new ServiceBusClient(bus.connectionString, { retryOptions });
});
afterAll(async () => {
  await Promise.all([client.close(), other.close()]);
  await host.stop();
  await bus.close();
  rmSync(workspace, { recursive: true, force: true });
});

it('a client creates, decides and cancels by messages and reads replies and events; another one hears of one stage', async () => {
  const put = (queue: 'requests' | 'control', body: { id: string }) =>
    client.createSender(`factory-${queue}`).sendMessages({ messageId: body.id, body });
  const replies = reader<ReplyMessage>(client.createReceiver('factory-replies'), (body) =>
    replyMessageSchema.parse(body),
  );
  const events = reader<TransitionEvent>(client.createReceiver('factory-events', 'client'), (body) =>
    transitionEventSchema.parse(body),
  );
  const quality = reader<TransitionEvent>(other.createReceiver('factory-events', 'quality'), (body) =>
    transitionEventSchema.parse(body),
  );
  const replyTo = (id: string) => replies.until(({ causationid }) => causationid === id);
  const ended = (id: string) =>
    replies.until((reply) => reply.type === 'project.ended.v1' && reply.data.projectId === id);

  // A request, a question, its answer, the end.
  await put('requests', aCreate('r-1', 'Log zorbles.', { correlationid: 'order-1' }));
  const accepted = await replyTo('r-1');
  expect(accepted).toMatchObject({ type: 'project.accepted.v1', correlationid: 'order-1' });
  const { data: asked } = await events.until(({ type }) => type === 'review.requested');
  const review = (await (await fetch(`${host.url}/api/reviews/${asked.review}`)).json()) as {
    sha256: string;
  };
  await put(
    'control',
    aMessage('d-1', 'review.decide.v1', {
      reviewId: asked.review,
      shown: review.sha256,
      decision: { kind: 'accept', reason: 'Only the log format lacks tests.' },
    }),
  );
  expect(await replyTo('d-1')).toMatchObject({
    type: 'review.decided.v1',
    data: { projectId: projectId(1), decision: 'accept', by: 'sender default' },
  });
  expect(await ended(projectId(1))).toMatchObject({
    correlationid: 'order-1',
    data: { status: 'completed' },
  });

  // A cancel after its request, over a broker that is restarted meanwhile.
  await put('requests', aCreate('r-2'));
  await replyTo('r-2');
  await bus.stop();
  await bus.start();
  await put('control', aCancel('c-2', { request: 'r-2', reason: 'Too dear.' }));
  expect(await ended(projectId(2))).toMatchObject({ correlationid: 'r-2', data: { status: 'cancelled' } });
  await events.until(({ type, projectid }) => type === 'project.cancelled' && projectid === projectId(2));

  // A cancel before its request.
  await put('control', aCancel('c-3', { request: 'r-3' }));
  expect(await replyTo('c-3')).toMatchObject({ data: { status: 'cancelled' } });
  await put('requests', aCreate('r-3'));
  const third = await replyTo('r-3');
  expect(third).toMatchObject({ type: 'project.accepted.v1', data: { status: 'cancelled' } });

  // What can never work, delivered three times: its lock is lost twice, when it was worked on.
  bus.loseAtCompletion('factory-requests', 2);
  await put('requests', { ...aCreate('r-4'), type: 'project.explode.v1' } as never);
  expect(await replyTo('r-4')).toMatchObject({ type: 'request.rejected.v1' });
  expect(bus.messages('factory-rejected')).toMatchObject([
    { body: { from: 'factory-requests', tenant: 'local', message: expect.stringContaining('r-4') } },
  ]);
  await vi.waitFor(() => expect(bus.messages('factory-requests')).toEqual([]), { timeout: 5_000 });
  expect(bus.messages('factory-rejected')).toHaveLength(1);
  expect(replies.seen.filter(({ causationid }) => causationid === 'r-4')).toHaveLength(1);
  expect(bus.messages('factory-replies').filter(({ id }) => id.includes('rejected'))).toEqual([]);

  // An operator sees what was rejected, and drops it.
  const letters = `${host.url}/api/messages/dead-letter`;
  const listed = (await (await fetch(letters)).json()) as { items: { id: string; receiver: string }[] };
  expect(listed.items).toMatchObject([{ receiver: 'factory-requests', reason: 'Rejected' }]);
  const discarded = await fetch(`${letters}/${listed.items[0]!.id}/discard`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ reason: 'Nobody needs it.' }),
  });
  expect([discarded.status, bus.messages('factory-rejected')]).toEqual([200, []]);

  // A request whose lock is lost makes one project.
  bus.loseAtCompletion('factory-requests', 2);
  await put('requests', aCreate('r-5'));
  await replyTo('r-5');
  await vi.waitFor(() => expect(bus.messages('factory-requests')).toEqual([]), { timeout: 5_000 });
  const { items } = (await (await fetch(`${host.url}/api/projects`)).json()) as { items: unknown[] };
  expect(items).toHaveLength(4);

  await quality.until(({ projectid, type }) => projectid === projectId(2) && type === 'review.requested');
  expect(new Set(quality.seen.map(({ data }) => data.stage))).toEqual(new Set(['quality']));
  expect(quality.seen.map(({ type }) => type)).toEqual([
    'stage.started',
    'review.requested',
    'stage.started',
    'review.requested',
  ]);
  const journal = (await (await fetch(`${host.url}/api/projects/${projectId(1)}/events`)).json()) as {
    items: unknown[];
  };
  expect(journal.items.length).toBeGreaterThanOrEqual(4);
});

import { setTimeout } from 'node:timers/promises';

import { expect, it } from 'vitest';

import type { CloudEvent } from '#connectsoft/cloud-event';
import { createLogger } from '#connectsoft/logger';
import { OutboxRelay } from '#connectsoft/outbox-relay';

const silent = createLogger({ level: 'silent', masked: [], write: () => undefined });

const eventOf = (id: string): CloudEvent => ({
  specversion: '1.0',
  id,
  type: 'com.connectsoft.test.thing-done.v1',
  source: '/test',
  subject: 's',
  time: '2026-01-31T09:30:00.000Z',
  datacontenttype: 'application/json',
  data: {},
});

const setUp = (count: number, failAt = '') => {
  const waiting = Array.from({ length: count }, (_, index) => eventOf(`e${index + 1}`));
  const published: string[] = [];
  const broker = { failAt };
  const outbox = {
    pending: async (limit: number) => waiting.slice(0, limit),
    settle: async (event: CloudEvent) => void waiting.splice(waiting.indexOf(event), 1),
    bury: async () => undefined,
    redrive: async () => 0,
  };
  const publisher = {
    publish: async ({ id }: CloudEvent) => {
      if (id === broker.failAt) throw new Error('no broker');
      published.push(id);
    },
    close: async () => undefined,
  };
  return { relay: new OutboxRelay(outbox, publisher, silent), published, waiting, broker };
};

it('publishes everything in order, batch after batch', async () => {
  const { relay, published, waiting } = setUp(250);
  await relay.flush();
  expect(published).toEqual(Array.from({ length: 250 }, (_, index) => `e${index + 1}`));
  expect(waiting).toEqual([]);
});

it('lets nothing overtake an event that did not leave', async () => {
  const { relay, published, waiting, broker } = setUp(3, 'e2');
  await relay.flush();
  expect(published).toEqual(['e1']);
  expect(waiting.map(({ id }) => id)).toEqual(['e2', 'e3']);
  broker.failAt = '';
  await relay.flush();
  expect(published).toEqual(['e1', 'e2', 'e3']);
});

it('sends what is left when it stops', async () => {
  const { relay, published } = setUp(2);
  relay.start();
  await relay.stop();
  expect(published).toEqual(['e1', 'e2']);
});

it('looks again by itself', async () => {
  const { relay, published, waiting } = setUp(0);
  relay.start(1);
  waiting.push(eventOf('late'));
  while (published.length === 0) await setTimeout(1);
  await relay.stop();
  expect(published).toEqual(['late']);
});

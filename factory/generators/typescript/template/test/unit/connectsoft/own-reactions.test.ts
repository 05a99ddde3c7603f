import { expect, it } from 'vitest';

import type { CloudEvent } from '#connectsoft/cloud-event';
import { createLogger } from '#connectsoft/logger';
import { OutboxRelay } from '#connectsoft/outbox-relay';
import { OwnReactions } from '#connectsoft/own-reactions';
import { NeverApplicable, NotYetApplicable } from '#connectsoft/reaction';

const silent = createLogger({ level: 'silent', masked: [], write: () => undefined });

const eventOf = (id: string, subject: string): CloudEvent => ({
  specversion: '1.0',
  id,
  type: 'com.connectsoft.test.thing-done.v1',
  source: '/test',
  subject,
  time: '2026-01-31T09:30:00.000Z',
  datacontenttype: 'application/json',
  data: {},
});

const setUp = (dispatch: (event: CloudEvent) => Promise<void>, ...events: CloudEvent[]) => {
  const published: string[] = [];
  const buried: string[] = [];
  const gone = (event: CloudEvent) => void events.splice(events.indexOf(event), 1);
  const outbox = {
    pending: async (limit: number) => events.slice(0, limit),
    settle: async (event: CloudEvent) => gone(event),
    bury: async (event: CloudEvent, reason: string) => {
      buried.push(`${event.id} ${reason}`);
      gone(event);
    },
    redrive: async () => 0,
  };
  const publisher = {
    publish: async ({ id }: CloudEvent) => void published.push(id),
    close: async () => undefined,
  };
  const reactions = new OwnReactions(outbox, {
    dispatch,
    logger: silent,
    delayBefore: () => 1,
    mostTries: 5,
  });
  return { relay: new OutboxRelay(outbox, publisher, silent, reactions), published, buried, waiting: events };
};

it('reacts after an event was published, and forgets it then', async () => {
  const seen: string[] = [];
  const { relay, published, waiting } = setUp(
    async ({ id }) => void seen.push(`${id} of ${published.join()}`),
    eventOf('e1', 's1'),
  );
  await relay.flush();
  await expect.poll(() => waiting).toEqual([]);
  expect(seen).toEqual(['e1 of e1']);
});

it('publishes what waits for nothing, and reacts to others, while one waits', async () => {
  const open = Promise.withResolvers<void>();
  const seen: string[] = [];
  const { relay, published, waiting } = setUp(
    async ({ id }) => {
      if (id === 'e1') await open.promise;
      seen.push(id);
    },
    eventOf('e1', 's1'),
    eventOf('e2', 's1'),
    eventOf('e3', 's2'),
  );
  await relay.flush();
  await expect.poll(() => seen).toEqual(['e3']);
  expect(published).toEqual(['e1', 'e2', 'e3']);
  await relay.flush();
  expect(published).toEqual(['e1', 'e2', 'e3']);
  open.resolve();
  await expect.poll(() => waiting).toEqual([]);
  expect(seen).toEqual(['e3', 'e1', 'e2']);
});

it('tries again what can be applied later', async () => {
  let tries = 0;
  const { relay, waiting } = setUp(
    async () => {
      tries += 1;
      if (tries < 3) throw new NotYetApplicable('too early');
    },
    eventOf('e1', 's1'),
  );
  await relay.flush();
  await expect.poll(() => waiting).toEqual([]);
  expect(tries).toBe(3);
});

it('puts aside what never can be applied, with the reason', async () => {
  const { relay, buried } = setUp(
    async () => {
      throw new NeverApplicable('strange data');
    },
    eventOf('e1', 's1'),
  );
  await relay.flush();
  await expect.poll(() => buried).toEqual(['e1 strange data']);
});

it('puts aside what was tried often enough, so that later events of its subject are reacted to', async () => {
  const seen: string[] = [];
  const { relay, buried, waiting } = setUp(
    async ({ id }) => {
      seen.push(id);
      if (id === 'e1') throw new NotYetApplicable('nothing is there');
    },
    eventOf('e1', 's1'),
    eventOf('e2', 's1'),
  );
  await relay.flush();
  await expect.poll(() => waiting).toEqual([]);
  expect(seen).toEqual(['e1', 'e1', 'e1', 'e1', 'e1', 'e2']);
  expect(buried).toEqual(['e1 nothing is there']);
});

it('leaves in the outbox what was not applied when it stops', async () => {
  const { relay, published, waiting } = setUp(
    async () => {
      throw new NotYetApplicable('too early');
    },
    eventOf('e1', 's1'),
  );
  await relay.flush();
  await relay.stop();
  expect(published).toEqual(['e1']);
  expect(waiting).toHaveLength(1);
});

it('publishes soon when it is told that something is on its way', async () => {
  const { relay, published } = setUp(async () => undefined, eventOf('e1', 's1'));
  relay.wake();
  relay.wake();
  await expect.poll(() => published).toEqual(['e1']);
});

import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createBus } from '../../../../platform/embedded/bus/create-bus.ts';
import type { Bus } from '../../../../platform/embedded/bus/create-bus.ts';
import { createEventPublisher } from '../../../../platform/embedded/bus/create-event-publisher.ts';

let directory: string;
let time: number;
let buses: Bus[];
const clock = { now: () => new Date(time) };

const openBus = (): Bus => {
  const bus = createBus({ directory, clock, lockDurationMs: 60_000, duplicateWindowMs: 600_000 });
  buses.push(bus);
  return bus;
};

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'bus-'));
  time = Date.parse('2030-01-01T00:00:00.000Z');
  buses = [];
});

afterEach(() => {
  for (const bus of buses) bus.close();
});

const bodies = async (bus: Bus, receiver: string, maxMessages = 10): Promise<string[]> =>
  (await bus.receive(receiver, { maxMessages })).map(({ body }) => body);

describe('a queue', () => {
  it('delivers in the order of sending, with everything that was sent', async () => {
    const bus = openBus();
    bus.declareQueue('jobs');
    await bus.send('jobs', { messageId: 'a', body: { x: 1 }, applicationProperties: { kind: 'test', n: 1 } });
    await bus.send('jobs', { messageId: 'b', body: 'text', contentType: 'text/plain' });
    const received = await bus.receive('jobs', { maxMessages: 5 });
    expect(received).toEqual([
      {
        entity: 'jobs',
        sequenceNumber: 1,
        messageId: 'a',
        body: '{"x":1}',
        contentType: 'application/json',
        applicationProperties: { kind: 'test', n: 1 },
        enqueuedAt: clock.now(),
        deliveryCount: 1,
        lockToken: expect.any(String),
        lockedUntil: new Date(time + 60_000),
      },
      {
        entity: 'jobs',
        sequenceNumber: 2,
        messageId: 'b',
        body: 'text',
        contentType: 'text/plain',
        applicationProperties: {},
        enqueuedAt: clock.now(),
        deliveryCount: 1,
        lockToken: expect.any(String),
        lockedUntil: new Date(time + 60_000),
      },
    ]);
  });

  it('hides a locked message until it is abandoned, or its lock runs out', async () => {
    const bus = openBus();
    bus.declareQueue('jobs');
    await bus.send('jobs', { body: 'x' });
    const [first] = await bus.receive('jobs');
    expect(await bodies(bus, 'jobs')).toEqual([]);
    await bus.abandon(first!);
    const [second] = await bus.receive('jobs');
    expect(second?.deliveryCount).toBe(2);
    time += 60_001;
    const [third] = await bus.receive('jobs');
    expect(third?.deliveryCount).toBe(3);
    expect(await bus.complete(second!)).toBe(false);
    expect(await bus.complete(third!)).toBe(true);
    expect(await bus.count('jobs')).toBe(0);
  });

  it('keeps a message whose lock is renewed', async () => {
    const bus = openBus();
    bus.declareQueue('jobs');
    await bus.send('jobs', { body: 'x' });
    const [message] = await bus.receive('jobs');
    time += 50_000;
    expect(await bus.renewLock(message!)).toBe(true);
    time += 50_000;
    expect(await bodies(bus, 'jobs')).toEqual([]);
    expect(await bus.complete(message!)).toBe(true);
  });

  it('drops a message whose id it saw within the window', async () => {
    const bus = openBus();
    bus.declareQueue('jobs');
    bus.declareQueue('others');
    await bus.send('jobs', { messageId: 'a', body: '1' });
    await bus.send('jobs', { messageId: 'a', body: '2' });
    await bus.send('others', { messageId: 'a', body: '3' });
    time += 599_999;
    await bus.send('jobs', { messageId: 'a', body: '4' });
    time += 1;
    await bus.send('jobs', { messageId: 'a', body: '5' });
    await bus.send('jobs', { body: '6' });
    await bus.send('jobs', { body: '6' });
    expect(await bodies(bus, 'jobs')).toEqual(['1', '5', '6', '6']);
    expect(await bodies(bus, 'others')).toEqual(['3']);
  });

  it('dead-letters what was delivered ten times, with the last cause', async () => {
    const bus = openBus();
    bus.declareQueue('jobs');
    await bus.send('jobs', { messageId: 'poison', body: 'x' });
    for (let delivery = 1; delivery <= 10; delivery += 1) {
      const [message] = await bus.receive('jobs');
      expect(message?.deliveryCount).toBe(delivery);
      await bus.abandon(message!, 'boom');
    }
    expect(await bus.receive('jobs')).toEqual([]);
    expect(await bus.deadLettered('jobs')).toMatchObject([
      {
        messageId: 'poison',
        deliveryCount: 10,
        reason: 'MaxDeliveryCountExceeded',
        description: 'The message was delivered 10 times without being completed. Last cause: boom',
      },
    ]);
  });

  it('dead-letters what a receiver took ten times and never settled', async () => {
    const bus = openBus();
    bus.declareQueue('jobs');
    await bus.send('jobs', { body: 'x' });
    for (let delivery = 1; delivery <= 10; delivery += 1) {
      expect(await bus.receive('jobs')).toHaveLength(1);
      time += 60_001;
    }
    expect(await bus.receive('jobs')).toEqual([]);
    expect(await bus.deadLettered('jobs')).toMatchObject([{ reason: 'MaxDeliveryCountExceeded' }]);
  });

  it('dead-letters at once what a receiver rejects', async () => {
    const bus = openBus();
    bus.declareQueue('jobs');
    await bus.send('jobs', { body: 'x' });
    const [message] = await bus.receive('jobs');
    expect(await bus.deadLetter(message!, 'Unreadable', 'not JSON')).toBe(true);
    expect(await bus.deadLettered('jobs')).toMatchObject([{ reason: 'Unreadable', description: 'not JSON' }]);
    expect(await bus.count('jobs')).toBe(0);
  });

  it('refuses more than 256 KB, and a name nobody declared', async () => {
    const bus = openBus();
    bus.declareQueue('jobs');
    await bus.send('jobs', { body: 'x'.repeat(256 * 1024 - 2) });
    await expect(bus.send('jobs', { body: 'x'.repeat(256 * 1024 - 1) })).rejects.toThrow(
      "A message of 262145 bytes for 'jobs' is over the limit of 262144: send a reference to its content.",
    );
    await expect(bus.send('typo', { body: 'x' })).rejects.toThrow("There is no queue or topic 'typo'");
    await expect(bus.receive('typo')).rejects.toThrow("There is no queue or subscription 'typo'");
    expect(() => bus.declareTopic('jobs')).toThrow("'jobs' is a queue, it cannot be a topic too.");
  });
});

describe('a topic', () => {
  it('gives each subscription its own copy of what is sent after it was declared', async () => {
    const bus = openBus();
    bus.declareTopic('events');
    await bus.send('events', { body: 'before' });
    const one = bus.declareSubscription('events', 'one');
    const two = bus.declareSubscription('events', 'two');
    await bus.send('events', { body: 'after' });
    const [message] = await bus.receive(one);
    await bus.complete(message!);
    expect({ one: await bodies(bus, one), two: await bodies(bus, two) }).toEqual({ one: [], two: ['after'] });
  });

  it('publishes transitions once', async () => {
    const bus = openBus();
    const publisher = createEventPublisher(bus);
    const journal = bus.declareSubscription('factory-events', 'journal');
    const event = {
      specversion: '1.0' as const,
      id: 'p1/vision/started',
      source: '/factory',
      type: 'stage.started' as const,
      subject: 'p1',
      time: '2030-01-01T00:00:00.000Z',
      datacontenttype: 'application/json' as const,
      projectid: 'p1',
      correlationid: 'c1',
      causationid: 'c1',
      data: { stage: 'vision', message: 'Vision started' },
    };
    await publisher.publish(event);
    await publisher.publish(event);
    const received = await bus.receive(journal, { maxMessages: 5 });
    expect(
      received.map((message) => ({ ...message, body: JSON.parse(message.body) as unknown })),
    ).toMatchObject([
      {
        messageId: event.id,
        contentType: 'application/cloudevents+json',
        body: event,
        applicationProperties: { type: 'stage.started', projectid: 'p1' },
      },
    ]);
  });
});

describe('several buses on one workspace', () => {
  it('see each other’s messages; a listener hears of them at once', async () => {
    const [one, two] = [openBus(), openBus()];
    one.declareQueue('jobs');
    let heard = 0;
    const unlisten = two.onMessage(() => (heard += 1));
    await one.send('jobs', { body: 'x' });
    await Promise.resolve();
    expect(heard).toBe(1);
    expect(await bodies(two, 'jobs')).toEqual(['x']);
    unlisten();
    await one.send('jobs', { body: 'y' });
    await Promise.resolve();
    expect(heard).toBe(1);
  });

  it('keep messages over a restart; the next owner frees the locks of the dead one', async () => {
    const first = openBus();
    first.declareQueue('jobs');
    await first.send('jobs', { body: 'x' });
    await first.receive('jobs');
    const second = openBus();
    expect(await bodies(second, 'jobs')).toEqual([]);
    second.releaseLocks();
    const [message] = await second.receive('jobs');
    expect(message).toMatchObject({ body: 'x', deliveryCount: 2 });
  });
});

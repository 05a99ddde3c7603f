import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createBus } from '../../../../platform/embedded/bus/create-bus.ts';
import { createDeadLetters } from '../../../../platform/embedded/bus/create-dead-letters.ts';

const secret = ['ghp', '_', 'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8'].join('');

it('keeps a poison message with its reason until it is resubmitted or discarded, each once', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'dead-letters-'));
  const bus = createBus({ directory, clock: { now: () => new Date(0) } });
  const letters = createDeadLetters(bus);
  bus.declareQueue('jobs');
  await bus.send('jobs', { messageId: 'poison', body: `token ${secret}` });
  for (let delivery = 1; delivery <= 10; delivery += 1) {
    const [message] = await bus.receive('jobs');
    await bus.abandon(message!, 'cannot be read');
  }
  expect(await bus.receive('jobs')).toEqual([]);
  const [letter] = await letters.list();
  expect(letter).toMatchObject({
    receiver: 'jobs',
    messageId: 'poison',
    reason: 'MaxDeliveryCountExceeded',
    description: expect.stringContaining('Last cause: cannot be read'),
    deliveries: 10,
  });
  expect(letter!.body).not.toContain(secret);

  expect(await letters.resubmit(letter!.id)).toBe(true);
  expect(await letters.resubmit(letter!.id)).toBe(false);
  const [again] = await bus.receive('jobs');
  expect(again).toMatchObject({ messageId: 'poison', deliveryCount: 1, body: `token ${secret}` });

  await bus.deadLetter(again!, 'Unreadable');
  expect(await letters.discard('1; DELETE')).toBe(false);
  expect(await letters.discard(letter!.id)).toBe(true);
  expect(await letters.discard(letter!.id)).toBe(false);
  expect(await letters.list()).toEqual([]);
  bus.close();
});

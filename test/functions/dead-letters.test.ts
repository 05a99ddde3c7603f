import { beforeEach, expect, it } from 'vitest';

import { deadLetterSchema, type DeadLetter } from '../../factory/domain/dead-letter.ts';
import { discardDeadLetter, listDeadLetters, resubmitDeadLetter } from '../../functions/dead-letters.ts';
import { call } from './support/call.ts';
import { fakeDeps } from './support/fake-ports.ts';

const aMessage = (id: string): DeadLetter => ({
  id,
  receiver: 'factory-requests',
  messageId: `m-${id}`,
  reason: 'MaxDeliveryCountExceeded',
  description: 'The store does not answer.',
  deliveries: 10,
  enqueuedAt: '2026-01-05T08:00:00.000Z',
  body: '{}',
});

let fake: ReturnType<typeof fakeDeps>;

beforeEach(() => {
  fake = fakeDeps();
  fake.deadLetters.push(aMessage('1'), aMessage('2'));
});

it('lists what nobody could work on', async () => {
  const { jsonBody } = await call(listDeadLetters(fake.deps), {});
  expect(jsonBody).toEqual({ items: [aMessage('1'), aMessage('2')] });
  expect(deadLetterSchema.parse(aMessage('1'))).toEqual(aMessage('1'));
});

it('resubmits a message once', async () => {
  const resubmit = () => call(resubmitDeadLetter(fake.deps), { params: { messageId: '1' } });
  expect(await resubmit()).toMatchObject({ jsonBody: { id: '1' } });
  expect(fake.deadLetters).toEqual([aMessage('2')]);
  expect(await resubmit()).toMatchObject({ status: 404, jsonBody: { type: 'urn:problem:not-found' } });
});

it('discards a message for a reason only', async () => {
  const discard = (json: unknown) => call(discardDeadLetter(fake.deps), { params: { messageId: '2' }, json });
  expect(await discard({})).toMatchObject({ status: 400, jsonBody: { errors: [{ pointer: '#/reason' }] } });
  expect(fake.deadLetters).toHaveLength(2);
  expect(await discard({ reason: 'sent by mistake' })).toMatchObject({ jsonBody: { id: '2' } });
  expect(fake.deadLetters).toEqual([aMessage('1')]);
});

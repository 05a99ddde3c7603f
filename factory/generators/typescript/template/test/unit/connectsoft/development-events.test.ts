import { expect, it } from 'vitest';

import { receiveEvent } from '#connectsoft/development-events';
import {
  ConcurrentChangeError,
  NotFoundError,
  StateConflict,
  UnknownReferenceError,
} from '#connectsoft/domain-error';
import { Problem } from '#connectsoft/problem';
import { NeverApplicable, NotYetApplicable } from '#connectsoft/reaction';

import { receivedEvent } from '../../support/received-event.ts';

const request = (body: unknown) => ({ body, path: {}, query: {}, header: () => undefined });

it('answers when every reaction was applied', async () => {
  const seen: string[] = [];
  const receive = receiveEvent(async ({ id }) => void seen.push(id));
  expect(await receive(request(receivedEvent('placed', 's1', {})))).toEqual({ status: 204 });
  expect(seen).toEqual(['e1']);
});

it.each([undefined, [], { ...receivedEvent('placed', 's1', {}), data: 'text' }])(
  'refuses %j',
  async (body) => {
    const receive = receiveEvent(async () => undefined);
    await expect(receive(request(body))).rejects.toMatchObject({ status: 400 });
  },
);

it.each([
  [new NeverApplicable('strange'), 409],
  [new NotYetApplicable('too early'), 503],
  [new NotFoundError('There is no order o1'), 503],
  [new UnknownReferenceError('orderId', 'order'), 503],
  [new ConcurrentChangeError(), 503],
])('says why it was not applied: %s', async (failure, status) => {
  const receive = receiveEvent(async () => {
    throw failure;
  });
  const answer = receive(request(receivedEvent('placed', 's1', {})));
  await expect(answer).rejects.toThrow(Problem);
  await expect(answer).rejects.toMatchObject({ status, message: failure.message });
});

it.each([new StateConflict('status', 'closed', ['open']), new RangeError('a fault of the service')])(
  'leaves to others what the business refuses, and what is a fault: %s',
  async (failure) => {
    const receive = receiveEvent(async () => {
      throw failure;
    });
    await expect(receive(request(receivedEvent('placed', 's1', {})))).rejects.toBe(failure);
  },
);

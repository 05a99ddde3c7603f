import { expect, it } from 'vitest';

import { receiveEvent } from '#connectsoft/development-events';
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
])('says why it was not applied: %s', async (failure, status) => {
  const receive = receiveEvent(async () => {
    throw failure;
  });
  const answer = receive(request(receivedEvent('placed', 's1', {})));
  await expect(answer).rejects.toThrow(Problem);
  await expect(answer).rejects.toMatchObject({ status, message: failure.message });
});

it('leaves to others what the business refuses', async () => {
  const receive = receiveEvent(async () => {
    throw new RangeError('refused');
  });
  await expect(receive(request(receivedEvent('placed', 's1', {})))).rejects.toThrow(RangeError);
});

import { expect, it } from 'vitest';

import { envelopeOf } from '#connectsoft/cloud-event';
import { ConcurrentChangeError, InvariantViolation, NotFoundError } from '#connectsoft/domain-error';
import { createLogger } from '#connectsoft/logger';
import { ReactionDispatcher } from '#connectsoft/reaction-dispatcher';
import { isFinal, NeverApplicable, NotYetApplicable, type Reaction } from '#connectsoft/reaction';
import { currentActor } from '#connectsoft/request-context';

import { receivedEvent } from '../../support/received-event.ts';

const silent = createLogger({ level: 'silent', masked: [], write: () => undefined });

const dispatcherOf = (...reactions: Reaction[]) => new ReactionDispatcher('test', reactions, silent);

const reaction = (apply: Reaction['apply'], name = 'react'): Reaction => ({ name, type: 'placed', apply });

it('reacts as the service, in the context of what caused it', async () => {
  const envelope = envelopeOf('test', () => new Date('2026-01-31T09:30:00Z'));
  const seen: object[] = [];
  const dispatcher = dispatcherOf(
    reaction(async ({ subject }) => {
      seen.push({ subject, actor: currentActor() });
      seen.push(envelope({ name: 'paid', version: 1, subject, data: {} }));
    }),
  );
  const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
  await dispatcher.dispatch({ ...receivedEvent('placed', 's1', {}), traceparent });
  expect(seen).toMatchObject([
    { subject: 's1', actor: { name: 'test', roles: [], isService: true } },
    {
      correlationid: 'c1',
      causationid: 'e1',
      traceparent: expect.stringContaining('0af7651916cd43dd8448eb211c80319c'),
    },
  ]);
});

it('lets events without a reaction pass', async () => {
  await expect(dispatcherOf().dispatch(receivedEvent('placed', 's1', {}))).resolves.toBeUndefined();
});

it('reacts to what is about the same in order, and to others meanwhile', async () => {
  const seen: string[] = [];
  const first = Promise.withResolvers<void>();
  const dispatcher = dispatcherOf(
    reaction(async ({ id }) => {
      if (id === 'e1') await first.promise;
      seen.push(id);
    }),
  );
  const [one, two, other] = [
    dispatcher.dispatch(receivedEvent('placed', 's1', {}, 'e1')),
    dispatcher.dispatch(receivedEvent('placed', 's1', {}, 'e2')),
    dispatcher.dispatch(receivedEvent('placed', 's2', {}, 'e3')),
  ];
  await other;
  first.resolve();
  await Promise.all([one, two]);
  expect(seen).toEqual(['e3', 'e1', 'e2']);
});

it('reacts to the next one after a failure', async () => {
  const dispatcher = dispatcherOf(
    reaction(async ({ id }) => {
      if (id === 'e1') throw new NotYetApplicable('too early');
    }),
  );
  const first = dispatcher.dispatch(receivedEvent('placed', 's1', {}, 'e1'));
  const second = dispatcher.dispatch(receivedEvent('placed', 's1', {}, 'e2'));
  await expect(first).rejects.toThrow('too early');
  await expect(second).resolves.toBeUndefined();
});

it('tries every reaction, and wants the event again as long as one may succeed', async () => {
  const seen: string[] = [];
  const dispatcher = dispatcherOf(
    reaction(async () => {
      throw new NeverApplicable('never');
    }),
    reaction(async () => {
      throw new NotYetApplicable('later');
    }),
    reaction(async ({ id }) => void seen.push(id)),
  );
  await expect(dispatcher.dispatch(receivedEvent('placed', 's1', {}))).rejects.toThrow('later');
  expect(seen).toEqual(['e1']);
});

it.each([
  [new NeverApplicable('strange'), true],
  [new InvariantViolation([{ field: 'amount', detail: 'amount is required' }]), true],
  [new NotYetApplicable('too early'), false],
  [new NotFoundError('There is no order'), false],
  [new ConcurrentChangeError(), false],
  [new Error('no store'), false],
])('knows whether %s is the last word: %s', (error, final) => {
  expect(isFinal(error)).toBe(final);
});

import type { ServiceBusReceivedMessage } from '@azure/service-bus';
import { expect, it } from 'vitest';

import { createLogger } from '#connectsoft/logger';
import { NeverApplicable, NotYetApplicable } from '#connectsoft/reaction';
import { ServiceBusSubscriber, subscribeToTopics } from '#connectsoft/service-bus-subscriber';

import { receivedEvent } from '../../support/received-event.ts';

const silent = createLogger({ level: 'silent', masked: [], write: () => undefined });

type Handlers = {
  processMessage: (message: ServiceBusReceivedMessage) => Promise<void>;
  processError: (args: { error: Error }) => Promise<void>;
};

const setUp = (dispatch: (event: { id: string }) => Promise<void>) => {
  const calls: unknown[] = [];
  const handlers: Partial<Handlers> = {};
  const receiver = {
    subscribe: (given: object, options?: object) => {
      Object.assign(handlers, given);
      calls.push(options);
      return { close: async () => void calls.push('unsubscribed') };
    },
    completeMessage: async ({ messageId }: ServiceBusReceivedMessage) =>
      void calls.push(`completed ${messageId}`),
    abandonMessage: async ({ messageId }: ServiceBusReceivedMessage) =>
      void calls.push(`abandoned ${messageId}`),
    deadLetterMessage: async (_message: ServiceBusReceivedMessage, options?: object) =>
      void calls.push(options),
    close: async () => void calls.push('closed'),
  };
  const delays: number[] = [];
  const delayBefore = (deliveries: number) => {
    delays.push(deliveries);
    return 1;
  };
  const subscriber = new ServiceBusSubscriber(receiver, { dispatch, logger: silent, delayBefore });
  subscriber.start();
  calls.shift();
  const arrive = (body: unknown, deliveryCount = 0) =>
    handlers.processMessage?.({ messageId: 'm1', body, deliveryCount } as ServiceBusReceivedMessage);
  return { subscriber, calls, delays, handlers, arrive };
};

const event = receivedEvent('placed', 's1', {});

it('completes what was applied', async () => {
  const seen: string[] = [];
  const { calls, arrive } = setUp(async ({ id }) => void seen.push(id));
  await arrive(event);
  expect([seen, calls]).toEqual([['e1'], ['completed m1']]);
});

it('throws back what can be applied later, after a while', async () => {
  const { calls, delays, arrive } = setUp(async () => {
    throw new NotYetApplicable('too early');
  });
  await arrive(event, 3);
  expect([calls, delays]).toEqual([['abandoned m1'], [3]]);
});

it('dead-letters what never can be applied, with the reason', async () => {
  const { calls, arrive } = setUp(async () => {
    throw new NeverApplicable('x'.repeat(2_000));
  });
  await arrive(event);
  expect(calls).toEqual([
    { deadLetterReason: 'NeverApplicable', deadLetterErrorDescription: 'x'.repeat(1_024) },
  ]);
});

it.each([undefined, 'text', { id: 'e1', type: 'placed' }])(
  'dead-letters %j, which is no event',
  async (body) => {
    const { calls, arrive } = setUp(async () => undefined);
    await arrive(body);
    expect(calls).toMatchObject([{ deadLetterReason: 'NoCloudEvent' }]);
  },
);

it('goes on when a lock was lost, and when the broker is away', async () => {
  const { handlers, calls, arrive } = setUp(async () => {
    throw new NeverApplicable('strange');
  });
  calls.push = () => {
    throw new Error('The lock is lost.');
  };
  await expect(arrive(event)).resolves.toBeUndefined();
  await expect(handlers.processError?.({ error: new Error('away') })).resolves.toBeUndefined();
});

it('settles what is in hand before it closes', async () => {
  const open = Promise.withResolvers<void>();
  const { subscriber, calls, arrive } = setUp(() => open.promise);
  const taken = arrive(event);
  const stopped = subscriber.stop();
  open.resolve();
  await Promise.all([taken, stopped]);
  expect(calls).toEqual(['unsubscribed', 'completed m1', 'closed']);
});

it('stops without ever having connected', async () => {
  const connection =
    'Endpoint=sb://127.0.0.1:9;SharedAccessKeyName=k;SharedAccessKey=v;UseDevelopmentEmulator=true';
  const subscribed = subscribeToTopics(
    { connection },
    { topics: [], subscription: 'test' },
    { dispatch: async () => undefined, logger: silent },
  );
  await expect(subscribed.stop()).resolves.toBeUndefined();
});

import { expect, it } from 'vitest';

import { openServiceBus, ServiceBusPublisher } from '#connectsoft/service-bus-publisher';

const event = {
  specversion: '1.0',
  id: 'e1',
  type: 'com.connectsoft.test.thing-done.v1',
  source: '/test',
  subject: 's1',
  time: '2026-01-31T09:30:00.000Z',
  datacontenttype: 'application/json',
  data: { id: 's1' },
} as const;

const setUp = () => {
  const calls: unknown[] = [];
  const publisher = new ServiceBusPublisher({
    sendMessages: async (message) => void calls.push(message),
    close: async () => void calls.push('closed'),
  });
  return { publisher, calls };
};

it('lets the broker drop repetitions', async () => {
  const { publisher, calls } = setUp();
  await publisher.publish(event);
  await publisher.close();
  expect(calls).toEqual([
    {
      messageId: 'e1',
      subject: 'com.connectsoft.test.thing-done.v1',
      contentType: 'application/cloudevents+json',
      body: event,
    },
    'closed',
  ]);
});

it('passes the trace on', async () => {
  const { publisher, calls } = setUp();
  await publisher.publish({ ...event, correlationid: 'c1', traceparent: 't1' });
  expect(calls).toMatchObject([{ correlationId: 'c1', applicationProperties: { traceparent: 't1' } }]);
});

it('connects at the first message, not before', async () => {
  const publisher = openServiceBus({ namespace: 'example.servicebus.windows.net' }, 'test-events', 'client');
  await expect(publisher.close()).resolves.toBeUndefined();
});

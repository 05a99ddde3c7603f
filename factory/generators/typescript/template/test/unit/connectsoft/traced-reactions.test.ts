import { expect, it } from 'vitest';

import type { CloudEvent } from '#connectsoft/cloud-event';
import { createLogger } from '#connectsoft/logger';
import { OutboxRelay } from '#connectsoft/outbox-relay';
import { NeverApplicable } from '#connectsoft/reaction';
import { ReactionDispatcher } from '#connectsoft/reaction-dispatcher';
import { currentContext } from '#connectsoft/request-context';

import { collectTelemetry } from '../../support/collected-telemetry.ts';
import { valuesOf } from '../../support/otlp-receiver.ts';

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
const silent = createLogger({ level: 'silent', masked: [], write: () => undefined });

const event: CloudEvent = {
  specversion: '1.0',
  id: 'e1',
  type: 'com.connectsoft.orders.order-placed.v1',
  source: '/orders',
  subject: 's1',
  time: '2026-01-31T09:30:00.000Z',
  datacontenttype: 'application/json',
  traceparent: `00-${traceId}-00f067aa0ba902b7-01`,
  data: {},
};

/** Lets one event leave, and answers as what it left. */
const published = async (publish: () => Promise<void> = async () => undefined): Promise<CloudEvent[]> => {
  const waiting = [event];
  const left: CloudEvent[] = [];
  const outbox = {
    pending: async () => [...waiting],
    settle: async () => void waiting.pop(),
    bury: async () => undefined,
    redrive: async () => 0,
  };
  const publisher = {
    publish: async (sent: CloudEvent) => {
      await publish();
      left.push(sent);
    },
    close: async () => undefined,
  };
  await new OutboxRelay(outbox, publisher, silent).flush();
  return left;
};

const reacting = (apply: () => Promise<void>) =>
  new ReactionDispatcher('billing', [{ name: 'bill', type: event.type, apply }], silent);

it('carry the trace of an event on from who publishes it to who reacts to it', async () => {
  const { spans, metrics, stop } = await collectTelemetry();
  const [left = event] = await published();
  const inside: (string | undefined)[] = [];
  await reacting(async () => void inside.push(currentContext()?.traceparent)).dispatch(left);
  await stop();
  const [sending, processing] = spans;
  expect(sending).toMatchObject({
    name: 'send orders-events',
    kind: 4,
    traceId,
    parentSpanId: '00f067aa0ba902b7',
  });
  expect(left.traceparent).toBe(`00-${traceId}-${sending?.spanId}-01`);
  expect(processing).toMatchObject({
    name: 'process orders-events',
    kind: 5,
    traceId,
    parentSpanId: sending?.spanId,
  });
  expect(inside).toEqual([`00-${traceId}-${processing?.spanId}-01`]);
  expect(valuesOf(processing?.attributes)).toMatchObject({
    'messaging.system': 'servicebus',
    'messaging.destination.name': 'orders-events',
    'messaging.operation.type': 'process',
    'messaging.message.id': 'e1',
  });
  expect(metrics.map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      'connectsoft.outbox.published',
      'connectsoft.outbox.waiting',
      'connectsoft.events.applied',
    ]),
  );
});

it('tell what failed, and why, in a word', async () => {
  const { spans, metrics, stop } = await collectTelemetry();
  expect(await published(() => Promise.reject(new TypeError('no broker')))).toEqual([]);
  const refusing = reacting(() => Promise.reject(new NeverApplicable('gone')));
  await expect(refusing.dispatch(event)).rejects.toThrow('gone');
  await stop();
  expect(spans.map(({ status, attributes }) => [status.code, valuesOf(attributes)['error.type']])).toEqual([
    [2, 'TypeError'],
    [2, 'NeverApplicable'],
  ]);
  const counted = metrics.flatMap(({ name, sum }) => (sum && name.startsWith('connectsoft') ? [name] : []));
  expect(counted.toSorted()).toEqual(['connectsoft.events.refused', 'connectsoft.outbox.failed']);
});

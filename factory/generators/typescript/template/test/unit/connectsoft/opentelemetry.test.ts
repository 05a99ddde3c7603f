import { expect, it } from 'vitest';

import { createLogger } from '#connectsoft/logger';
import { startTelemetry } from '#connectsoft/opentelemetry';
import { inSpan, record, telemetry } from '#connectsoft/telemetry';

import { collectTelemetry } from '../../support/collected-telemetry.ts';

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
const attributes = {};

/** A log that is kept. */
const keptLog = () => {
  const lines: { msg: string }[] = [];
  const write = (line: string) => void lines.push(JSON.parse(line) as { msg: string });
  return { lines, logger: createLogger({ level: 'info', masked: [], write }) };
};

it('begins a trace where there is none, and keeps out one that is not to be kept', async () => {
  const { spans, stop } = await collectTelemetry();
  telemetry()?.begin({ name: 'a', kind: 'server', parent: 'no trace', attributes }).end();
  const unkept = `00-${traceId}-00f067aa0ba902b7-00`;
  const span = telemetry()?.begin({ name: 'b', kind: 'server', parent: unkept, attributes });
  span?.end();
  await stop();
  expect(spans.map(({ name }) => name)).toEqual(['a']);
  expect(spans[0]?.traceId).not.toBe(traceId);
  expect(span?.traceparent).toMatch(new RegExp(`^00-${traceId}-[0-9a-f]{16}-00$`));
});

it('lets the environment say what the service is', async () => {
  const resourceAttributes = 'deployment.environment.name=staging,service.version=2.1.0';
  const { resources, stop } = await collectTelemetry({ resourceAttributes });
  record('connectsoft.events.applied', 1);
  await stop();
  expect(resources[0]).toMatchObject({
    'service.name': 'orders',
    'service.version': '2.1.0',
    'deployment.environment.name': 'staging',
  });
});

it('measures what Node knows of itself', async () => {
  const { metrics, stop } = await collectTelemetry();
  await stop();
  expect(metrics.map(({ name }) => name).toSorted()).toEqual([
    'nodejs.eventloop.utilization',
    'process.memory.usage',
  ]);
});

it('says once that nothing leaves, and nothing of it reaches who works', async () => {
  const { lines, logger } = keptLog();
  const { stop } = await collectTelemetry({ status: 400, logger });
  expect(await inSpan({ name: 'a', kind: 'server', attributes }, async () => 'done')).toBe('done');
  await stop();
  expect(lines.map(({ msg }) => msg)).toEqual(['telemetry does not leave']);
});

it('waits no longer than it may for a collector that is away', async () => {
  const { stop } = startTelemetry({
    endpoint: 'http://127.0.0.1:9',
    service: { name: 'orders', version: '1.0.0' },
    resourceAttributes: '',
    interval: 60_000,
    kept: 1,
    messaging: { system: 'servicebus', topic: 'orders-events' },
    logger: keptLog().logger,
    patience: 10,
  });
  await inSpan({ name: 'a', kind: 'server', attributes }, async () => undefined);
  const started = performance.now();
  await stop();
  expect(performance.now() - started).toBeLessThan(900);
  expect(telemetry()).toBeUndefined();
});

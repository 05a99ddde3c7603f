import { rmSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';

import { bookshopBlueprint } from '../factory/fixtures/blueprints/bookshop.ts';
import { acceptingSystem } from './support/accepting-system.ts';
import { calledService, type CalledService } from './support/called-service.ts';
import { generatedRepository } from './support/generated-repository.ts';
import { otlpReceiver, valuesOf } from './support/otlp-receiver.ts';
import { startedService } from './support/started-service.ts';
import { until } from './support/waiting.ts';

const payments = bookshopBlueprint.services.find(({ name }) => name === 'payments')!;
const caller = { traceId: '4bf92f3577b34da6a3ce929d0e0e4736', spanId: '00f067aa0ba902b7' };
const traceparent = `00-${caller.traceId}-${caller.spanId}-01`;
const payment = { orderId: '019c1363-49c0-7000-8000-000000000000', customer: 'Ada', amount: 19.8 };

/** Seconds, as the semantic conventions advise. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

let repository: string;

beforeAll(async () => {
  repository = await generatedRepository(payments, 'telemetry');
});

afterAll(() => rmSync(repository, { recursive: true, force: true }));

const start = (data: string, port: number, more: Record<string, string>) =>
  startedService(repository, {
    DATA_DIR: join(repository, data),
    LOG_LEVEL: 'debug',
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
    ...more,
  });

const received = ({ call }: CalledService, id: string) =>
  until('the payment to be received', async () => {
    const { body } = await call('GET', `/payments/${id}`);
    return body['status'] === 'received' || undefined;
  });

describe('a started service with a collector', () => {
  let collector: Awaited<ReturnType<typeof otlpReceiver>>;
  let provider: Awaited<ReturnType<typeof acceptingSystem>>;
  let beforeStop: { metrics: number };
  let end: { code: number | null; errors: string };
  let written: string;
  let token: string;

  beforeAll(async () => {
    collector = await otlpReceiver();
    provider = await acceptingSystem();
    const service = await start('collected', collector.port, {
      // Longer than the test: what comes before the end comes because it ends.
      OTEL_METRIC_EXPORT_INTERVAL: '600000',
      OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=e2e',
      PAYMENT_PROVIDER_URL: provider.url,
    });
    const client = calledService(service.url);
    token = (await client.proof())['authorization']?.slice('Bearer '.length) ?? '';
    const { status, body } = await client.call('POST', '/payments', {
      body: payment,
      headers: { traceparent },
    });
    expect(status).toBe(201);
    await received(client, body.id);
    for (const [path, headers] of [
      ['/payments', { authorization: `Bearer ${token}x` }],
      [`/payments?access_token=${token}`, {}],
      ['/nowhere', {}],
    ] as const)
      expect((await client.call('GET', path, { headers })).status).toBeGreaterThanOrEqual(400);
    beforeStop = { metrics: collector.metrics().length };
    end = await service.stop();
    written = service.written();
  });

  afterAll(async () => {
    await collector.stop();
    await provider.stop();
  });

  const named = (name: string, parentSpanId: string | undefined) => {
    const spans = collector
      .spans()
      .filter((span) => span.name === name && span.parentSpanId === parentSpanId);
    expect(spans, `${name} below ${parentSpanId}`).toHaveLength(1);
    return spans[0]!;
  };

  it('sends the caller’s trace of a call: what it published, the reaction to that, the system that was asked', () => {
    const request = named('POST /payments', caller.spanId);
    const sent = named('send payments-events', request.spanId);
    const reacted = named('process payments-events', sent.spanId);
    const asked = named('POST', reacted.spanId);
    expect([request, sent, reacted, asked].map(({ traceId, kind }) => ({ traceId, kind }))).toEqual(
      [2, 4, 5, 3].map((kind) => ({ traceId: caller.traceId, kind })),
    );
    expect(provider.asked.map((headers) => headers['traceparent'])).toEqual([
      `00-${caller.traceId}-${asked.spanId}-01`,
    ]);
  });

  it('measures how long requests take, by route, method and status', () => {
    const metric = collector.metrics().find(({ name }) => name === 'http.server.request.duration');
    const points = metric?.histogram?.dataPoints ?? [];
    expect(metric?.unit).toBe('s');
    expect(points.every(({ explicitBounds }) => explicitBounds.join() === BUCKETS.join())).toBe(true);
    const created = points.filter(({ attributes }) => {
      const { 'http.request.method': method, 'http.route': route } = valuesOf(attributes);
      return method === 'POST' && route === '/payments';
    });
    expect(created.map(({ count, attributes }) => ({ count, ...valuesOf(attributes) }))).toEqual([
      {
        count: 1,
        'http.request.method': 'POST',
        'http.route': '/payments',
        'url.scheme': 'http',
        'http.response.status_code': 201,
      },
    ]);
  });

  it('says which service it is', () => {
    expect(collector.resources().length).toBeGreaterThan(0);
    for (const resource of collector.resources())
      expect(resource).toMatchObject({ 'service.name': 'payments', 'deployment.environment.name': 'e2e' });
  });

  it('sends what it has before it ends', () => {
    expect(beforeStop).toEqual({ metrics: 0 });
    expect(collector.metrics().length).toBeGreaterThan(0);
    expect(end).toEqual({ code: 0, errors: '' });
  });

  it('tells nobody a token: not the collector, not the log', () => {
    const sent = collector.received.map(({ headers, body }) => headers + body).join('\n');
    const [, claims = '', signature = ''] = token.split('.');
    expect(signature.length).toBeGreaterThan(20);
    for (const text of [sent, written]) {
      expect(text).toContain('/payments');
      for (const secret of [claims, signature, 'Bearer']) expect(text).not.toContain(secret);
      expect(text.toLowerCase()).not.toContain('authorization');
    }
  });
});

it('a started service goes on while its collector is away or refuses, and says once that it is', async () => {
  const { port, stop } = await otlpReceiver();
  await stop();
  const service = await start('away', port, {
    OTEL_METRIC_EXPORT_INTERVAL: '200',
    OTEL_EXPORTER_OTLP_TIMEOUT: '500',
  });
  onTestFinished(async () => void (await service.stop()));
  const client = calledService(service.url);
  const told = () => service.lines().filter(({ msg }) => msg.startsWith('telemetry'));
  const { body } = await client.call('POST', '/payments', { body: payment });
  await received(client, body.id);
  /** Goes on calling until something holds. */
  const called = (what: string, holds: () => boolean) =>
    until(what, async () => {
      expect(await client.call('GET', `/payments/${body.id}`)).toMatchObject({ status: 200 });
      return holds() || undefined;
    });
  await called('the log to say it', () => told().length > 0);

  const collector = await otlpReceiver(port, 400);
  onTestFinished(collector.stop);
  const refused = (path: string) => collector.received.filter((each) => each.path === path).length;
  await called('exports to be refused', () => refused('/v1/traces') > 0 && refused('/v1/metrics') > 2);
  expect(told()).toMatchObject([{ level: 'warn', msg: 'telemetry does not leave' }]);

  collector.answerWith(200);
  await called('telemetry to leave', () => told().length > 1);
  expect(await service.stop()).toEqual({ code: 0, errors: '' });
  expect(told()).toMatchObject([{ level: 'warn' }, { level: 'info', msg: 'telemetry leaves again' }]);
});

import { expect, it } from 'vitest';

import { METHODS } from '#connectsoft/openapi-document';

import { tokenOf } from '../support/bearer.ts';
import { call, contract } from '../support/contract.ts';
import { startOtlpReceiver, valuesOf } from '../support/otlp-receiver.ts';
import { runService } from '../support/running-service.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';

it('sends a span and the duration of a request to a collector, and no later than when it stops', async () => {
  const { url: endpoint, spans, metrics, resources } = await startOtlpReceiver();
  const variables = {
    OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
    OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=test',
  };
  const { url, log, stop } = await runService(temporaryDirectory(), variables);
  const { headers } = await call(url, 'GET', '/health/live', {
    headers: { traceparent: `00-${traceId}-00f067aa0ba902b7-01` },
  });
  await stop();
  const [span] = spans;
  expect(span).toMatchObject({ name: 'GET /health/live', traceId, parentSpanId: '00f067aa0ba902b7' });
  expect(valuesOf(span?.attributes)).toMatchObject({
    'http.request.method': 'GET',
    'http.route': '/health/live',
    'url.path': '/health/live',
    'http.response.status_code': 200,
  });
  expect(headers.get('traceparent')).toBe(`00-${traceId}-${span?.spanId}-01`);
  const line = log.find(({ msg }) => msg === 'request');
  expect(line).toMatchObject({ trace_id: traceId, span_id: span?.spanId });
  const duration = metrics.find(({ name }) => name === 'http.server.request.duration');
  expect(duration).toMatchObject({ unit: 's', histogram: { dataPoints: [{ count: 1 }] } });
  const seconds = duration?.histogram?.dataPoints[0]?.sum ?? Number.NaN;
  expect(Math.abs(seconds * 1_000 - Number(line?.['durationMs']))).toBeLessThanOrEqual(1);
  expect(resources[0]).toMatchObject({
    'service.name': expect.stringMatching(/./),
    'service.version': expect.stringMatching(/./),
    'deployment.environment.name': 'test',
  });
});

it('sends and logs nothing of a token', async () => {
  const { url: endpoint, spans, metrics } = await startOtlpReceiver();
  const { url, log, stop } = await runService(temporaryDirectory(), {
    OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
  });
  const token = tokenOf({ sub: 'somebody who is told to nobody' });
  const headers = { authorization: `Bearer ${token}` };
  for (const [path, item] of Object.entries(contract.paths))
    for (const method of METHODS.filter((each) => item[each]))
      await call(url, method.toUpperCase(), path.replaceAll(/\{\w+\}/g, 'x'), {
        as: null,
        headers,
        query: { token },
      });
  await stop();
  const [, claims = '', signature = ''] = token.split('.');
  for (const told of [spans, metrics, log]) {
    expect(told.length).toBeGreaterThan(0);
    for (const secret of [claims, signature, 'Bearer']) expect(JSON.stringify(told)).not.toContain(secret);
  }
});

import { createServer } from 'node:http';

import { expect, it } from 'vitest';

import { httpSystem, refusingInSilence, systemDouble, SystemUnavailable } from '#connectsoft/external-system';
import { NeverApplicable } from '#connectsoft/reaction';
import { contextOf, runInContext } from '#connectsoft/request-context';

import { collectTelemetry } from '../../support/collected-telemetry.ts';
import { startExternalSystem } from '../../support/external-system-stub.ts';
import { valuesOf } from '../../support/otlp-receiver.ts';

const asking = (url: string, retries = 0, timeout = 2_000) =>
  httpSystem({ url, timeout, retries, delayBefore: () => 1 });

it.each([{ accepted: true }, { accepted: false, reason: 'no money' }])('answers %j', async (decision) => {
  const { url, asked } = await startExternalSystem(200, decision);
  expect(await asking(url)({ amount: 7 }, 'event:e1')).toEqual(decision);
  expect(asked).toEqual([{ body: { amount: 7 }, key: 'event:e1' }]);
});

it.each([500, 503, 408, 429])(
  'tries again after %i, with the same key, and then says why',
  async (status) => {
    const { url, asked } = await startExternalSystem(status, {});
    await expect(asking(url, 2)({ amount: 7 }, 'event:e1')).rejects.toThrow(SystemUnavailable);
    expect(asked.map(({ key }) => key)).toEqual(['event:e1', 'event:e1', 'event:e1']);
  },
);

it('does not repeat what the system says is wrong', async () => {
  const { url, asked } = await startExternalSystem(422, {});
  await expect(asking(url, 2)({}, 'event:e1')).rejects.toThrow(NeverApplicable);
  expect(asked).toHaveLength(1);
});

it.each([[{}], [{ accepted: 'yes' }], [{ accepted: true, reason: 7 }], [null]])(
  'takes %j for no answer',
  async (answer) => {
    const { url } = await startExternalSystem(200, answer);
    await expect(asking(url)({}, 'event:e1')).rejects.toThrow(SystemUnavailable);
  },
);

it('does not wait longer than it is told', async () => {
  const silent = createServer(() => undefined);
  await new Promise<void>((resolve) => void silent.listen(0, '127.0.0.1', resolve));
  const address = silent.address();
  const port = typeof address === 'object' ? address?.port : 0;
  await expect(asking(`http://127.0.0.1:${port}/`, 0, 50)({}, 'event:e1')).rejects.toThrow(SystemUnavailable);
  silent.closeAllConnections();
  silent.close();
});

it('follows nobody elsewhere', async () => {
  const { url } = await startExternalSystem(302, {});
  await expect(asking(url)({}, 'event:e1')).rejects.toThrow(SystemUnavailable);
});

it.each([
  [{ name: 'Ada', lines: [{ note: 'fine' }] }, { accepted: true }],
  [{ lines: [{ note: 'Refused by test' }] }, { accepted: false, reason: expect.any(String) }],
])('stands for a system: %j', async (request, decision) => {
  expect(await systemDouble(request, 'event:e1')).toEqual(decision);
});

it('stands for a system that is away', async () => {
  await expect(systemDouble({ name: 'unavailable' }, 'event:e1')).rejects.toThrow(SystemUnavailable);
});

it('takes silence for a refusal where it is told so, and nothing else', async () => {
  const refusing = refusingInSilence(systemDouble);
  expect(await refusing({ name: 'unavailable' }, 'k')).toMatchObject({ accepted: false });
  expect(await refusing({ name: 'Ada' }, 'k')).toEqual({ accepted: true });
  const broken = refusingInSilence(async () => {
    throw new NeverApplicable('strange');
  });
  await expect(broken({}, 'k')).rejects.toThrow('strange');
});

it('is a span of the trace of who asks, for each try', async () => {
  const { spans, metrics, stop } = await collectTelemetry();
  const { url } = await startExternalSystem(503, {});
  const context = contextOf('c1', undefined);
  await expect(runInContext(context, () => asking(url, 1)({}, 'k1'))).rejects.toThrow(SystemUnavailable);
  await stop();
  const [, traceId] = context.traceparent.split('-');
  expect(spans).toMatchObject([
    { name: 'POST', kind: 3, traceId, status: { code: 2 } },
    { name: 'POST', kind: 3, traceId, status: { code: 2 } },
  ]);
  expect(valuesOf(spans[0]?.attributes)).toMatchObject({
    'http.request.method': 'POST',
    'http.response.status_code': 503,
    'server.address': '127.0.0.1',
    'error.type': 'SystemUnavailable',
  });
  const duration = metrics.find(({ name }) => name === 'http.client.request.duration');
  expect(duration).toMatchObject({ unit: 's', histogram: { dataPoints: [{ count: 2 }] } });
});

import { gzipSync } from 'node:zlib';

import { afterAll, beforeAll, expect, it } from 'vitest';

import { startIngestionServer, type IngestionServer } from '../../../loopback/ingestion/ingestion-server.ts';
import { trust } from '../../../loopback/tls/trust.ts';

let server: IngestionServer;

beforeAll(async () => {
  server = await startIngestionServer({ refusalOf: (token) => (token === 'good' ? undefined : 'signature') });
  trust(server.certificate);
});

afterAll(() => server.close());

const item = (more: object = {}) => ({
  name: 'Microsoft.ApplicationInsights.Message',
  time: '2026-01-01T00:00:00.000Z',
  iKey: /InstrumentationKey=([^;]+)/.exec(server.connectionString)![1],
  data: { baseType: 'MessageData', baseData: { ver: 2, message: 'm' } },
  ...more,
});

const send = async (body: string | Buffer, { path = '/v2.1/track', token = 'good', encoding = '' } = {}) => {
  const headers = { authorization: `Bearer ${token}`, ...(encoding ? { 'content-encoding': encoding } : {}) };
  const response = await fetch(server.url + path, {
    method: 'POST',
    headers,
    body: new Uint8Array(Buffer.from(body)),
  });
  return response.status;
};

it('takes items by line or as an array, packed or not, and refuses what Application Insights refuses', async () => {
  expect(await send(JSON.stringify([item()]))).toBe(200);
  expect(
    await send(gzipSync(`${JSON.stringify(item())}\n${JSON.stringify(item())}`), { encoding: 'gzip' }),
  ).toBe(200);
  expect(server.logs()).toHaveLength(3);
  expect(await send(JSON.stringify([item()]), { token: 'forged' })).toBe(401);
  expect(await send('{')).toBe(400);
  expect(await send(JSON.stringify([item({ iKey: 'another' })]))).toBe(400);
  expect(await send(JSON.stringify([item(), item({ time: 'today' })]))).toBe(206);
  expect(await send('[]', { path: '/QuickPulseService.svc/ping' })).toBe(404);
  expect({ taken: server.items.length, refused: server.refused.length }).toEqual({ taken: 4, refused: 2 });
});

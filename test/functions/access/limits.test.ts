import { afterAll, describe, expect, it, vi } from 'vitest';

import { createRequestRate, createStreamPlaces } from '../../../functions/access/tenant-limits.ts';
import { anApp, believing, projectOf } from './an-app.ts';

afterAll(() => vi.restoreAllMocks());

const limits = { requestsPerMinute: 3, eventStreams: 2, bodyBytes: 2_048 };
const as = (key: string) => ({ headers: { 'x-api-key': key } });

describe('the request rate of a tenant', () => {
  it('lets as many through as a minute has, then one at a time, and says when', () => {
    const rate = createRequestRate(60);
    const waits = Array.from({ length: 62 }, () => rate.take('contoso', 0));
    expect(waits.filter((wait) => wait === 0)).toHaveLength(60);
    expect(waits.slice(60)).toEqual([1_000, 1_000]);
    expect(rate.take('contoso', 999)).toBe(1);
    expect(rate.take('contoso', 1_000)).toBe(0);
    expect(rate.take('contoso', 1_000)).toBe(1_000);
  });

  it('never lets more than twice its minute through in any minute, nor more than its minute after a pause', () => {
    const rate = createRequestRate(10);
    const passed: number[] = [];
    for (let now = 0; now < 600_000; now += 250) if (rate.take('contoso', now) === 0) passed.push(now);
    for (const from of passed)
      expect(passed.filter((at) => at >= from && at < from + 60_000).length).toBeLessThanOrEqual(20);
    const later = Array.from({ length: 50 }, () => rate.take('contoso', 90_000_000));
    expect(later.filter((wait) => wait === 0)).toHaveLength(10);
  });

  it('gives nothing for a clock that is set back, and does not stop', () => {
    const rate = createRequestRate(1);
    expect(rate.take('contoso', 1_000_000)).toBe(0);
    expect(rate.take('contoso', 0)).toBe(60_000);
    expect(rate.take('contoso', 60_000)).toBe(0);
  });

  it('is its own: 429 with Retry-After for one, nothing for another', async () => {
    const { ask } = anApp(believing, limits);
    for (let n = 0; n < 3; n += 1) expect((await ask('listProjects', as('contoso/ann'))).status).toBe(200);
    const refused = await ask('listProjects', as('contoso/bob'));
    expect(refused).toMatchObject({
      status: 429,
      jsonBody: { type: 'urn:problem:too-many-requests', status: 429 },
      headers: { 'retry-after': '20', 'content-type': 'application/problem+json' },
    });
    expect((await ask('listProjects', as('fabrikam/eve'))).status).toBe(200);
    expect((await ask('checkHealth')).status).toBe(200);
  });

  it('counts a request that lacks its role, and none of nobody', async () => {
    const { ask } = anApp(believing, limits);
    for (let n = 0; n < 9; n += 1) expect((await ask('listProjects')).status).toBe(401);
    for (let n = 0; n < 3; n += 1)
      expect((await ask('listDeadLetters', as('contoso/ann/submitter'))).status).toBe(403);
    expect((await ask('listProjects', as('contoso/ann'))).status).toBe(429);
  });
});

describe('the event streams of a tenant', () => {
  const stream = (key: string) => ({
    headers: { 'x-api-key': key, accept: 'text/event-stream' },
    params: { projectId: projectOf(key.split('/')[0]!) },
  });

  it('are so many at a time; one that ends gives its place back, once', async () => {
    const { ask } = anApp(believing, { ...limits, requestsPerMinute: 100 });
    const open = async (key: string) => (await ask('listEvents', stream(key))).body as ReadableStream;
    const first = await open('contoso/ann');
    await open('contoso/bob');
    const refused = await ask('listEvents', stream('contoso/ann'));
    expect(refused).toMatchObject({ status: 429, jsonBody: { type: 'urn:problem:too-many-requests' } });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect((await ask('listEvents', stream('fabrikam/eve'))).status).toBe(200);
    expect(
      (await ask('listEvents', { ...stream('contoso/ann'), headers: { 'x-api-key': 'contoso/ann' } })).status,
    ).toBe(200);
    await first.cancel();
    await first.cancel();
    expect((await ask('listEvents', stream('contoso/ann'))).status).toBe(200);
    expect((await ask('listEvents', stream('contoso/ann'))).status).toBe(429);
  });

  it('give their places back by themselves when they end or fail', async () => {
    const { ask, tenants } = anApp(believing, { ...limits, requestsPerMinute: 100 });
    const { deps } = tenants('contoso');
    const read = deps.ports.journal.read;
    for (const failing of [true, true, true]) {
      deps.ports.journal.read = async () => {
        if (failing) throw new Error('The journal is gone.');
        return [];
      };
      const answer = await ask('listEvents', stream('contoso/ann'));
      expect(answer.status).toBe(200);
      await new Response(answer.body as ReadableStream).text();
    }
    deps.ports.journal.read = read;
    expect((await ask('listEvents', stream('contoso/ann'))).status).toBe(200);
  });

  it('are counted apart', () => {
    const places = createStreamPlaces(1);
    const back = places.take('contoso');
    expect(places.take('contoso')).toBeUndefined();
    expect(places.take('fabrikam')).toBeDefined();
    back?.();
    back?.();
    expect(places.open('contoso')).toBe(0);
  });
});

it('a body may be as large as the setting says', async () => {
  const { ask } = anApp(believing, limits);
  const text = (length: number) => ({
    ...as('contoso/ann/operator'),
    params: { messageId: 'letter-contoso' },
    body: { reason: 'x'.repeat(length) },
  });
  expect((await ask('discardDeadLetter', text(2_000))).status).toBe(200);
  expect(await ask('discardDeadLetter', text(2_048))).toMatchObject({
    status: 413,
    jsonBody: { detail: 'A body may have 2048 bytes at most.' },
  });
});

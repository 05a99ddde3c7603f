import { expect, it } from 'vitest';

import { call, contract } from '../support/contract.ts';
import { sharedService } from '../support/running-service.ts';

const { url, log } = sharedService();

const [collection = ''] =
  Object.entries(contract.paths).find(([path, { post }]) => post && !path.includes('{')) ?? [];

it('serves the published document', async () => {
  expect((await call(url(), 'GET', '/openapi.json')).body).toEqual(contract);
});

it('is live, and ready as its store answers', async () => {
  expect((await call(url(), 'GET', '/health/live')).body).toEqual({ status: 'live' });
  expect((await call(url(), 'GET', '/health/ready')).body).toEqual({ status: 'ready' });
});

it.each(['/', '/no-such-thing', `${collection}/x/y/z`, `${collection}/`])(
  'has nothing at %s',
  async (path) => {
    expect(await call(url(), 'GET', path)).toMatchObject({
      status: 404,
      body: { type: 'urn:problem:not-found' },
    });
  },
);

it('has nothing at a path that cannot be decoded', async () => {
  const { status, headers } = await fetch(`${url()}${collection}/%E0%A4%A`);
  expect([400, 404]).toContain(status);
  expect(headers.get('content-type')).toBe('application/problem+json');
});

it('refuses every method that a path does not have, and names those it has', async () => {
  const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
  for (const [path, item] of Object.entries(contract.paths)) {
    const target = path.replaceAll(/\{\w+\}/g, '019c1363-49c0-7000-8000-000000000000');
    const allowed = methods.filter((method) => Object.keys(item).includes(method.toLowerCase()));
    for (const method of methods.filter((candidate) => !allowed.includes(candidate))) {
      const answer = await call(url(), method, target);
      expect(answer, `${method} ${path}`).toMatchObject({
        status: 405,
        body: { type: 'urn:problem:method-not-allowed' },
      });
      expect(
        answer.headers
          .get('allow')
          ?.split(', ')
          .filter((name) => name !== 'HEAD'),
      ).toEqual(allowed);
    }
  }
});

it('answers HEAD where it answers GET', async () => {
  expect(await call(url(), 'HEAD', '/health/live')).toMatchObject({ status: 200, text: '' });
});

it.each([
  ['what is not JSON', '{', 'application/json', 400, 'validation'],
  ['no body', '', 'application/json', 400, 'validation'],
  ['what is no object', '[]', 'application/json', 400, 'validation'],
  ['another media type', 'a=1', 'application/x-www-form-urlencoded', 415, 'unsupported-media-type'],
  ['plain text', '{}', 'text/plain', 415, 'unsupported-media-type'],
  ['too much', JSON.stringify('x'.repeat(1_048_576)), 'application/json', 413, 'payload-too-large'],
])('refuses %s', async (_name, body, type, status, problem) => {
  const answer = await call(url(), 'POST', collection, { body, headers: { 'content-type': type } });
  expect(answer).toMatchObject({ status, body: { type: `urn:problem:${problem}` } });
});

it('answers with the correlation id and the trace of the caller, and logs both', async () => {
  const trace = '4bf92f3577b34da6a3ce929d0e0e4736';
  const { headers } = await call(url(), 'GET', '/no-such-thing', {
    headers: { 'x-correlation-id': 'order-7', traceparent: `00-${trace}-00f067aa0ba902b7-01` },
  });
  expect(headers.get('x-correlation-id')).toBe('order-7');
  expect(headers.get('traceparent')).toContain(trace);
  expect(log()).toContainEqual(
    expect.objectContaining({
      msg: 'request',
      status: 404,
      correlationId: 'order-7',
      traceparent: headers.get('traceparent'),
    }),
  );
});

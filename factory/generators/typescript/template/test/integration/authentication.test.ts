import { describe, expect, it } from 'vitest';

import { METHODS } from '#connectsoft/openapi-document';

import { seconds, tokenOf } from '../support/bearer.ts';
import { call, contract } from '../support/contract.ts';
import { sharedService } from '../support/running-service.ts';

const { url, log } = sharedService();

/** Every operation of the contract: how to call it, and whether everybody may. */
const operations = Object.entries(contract.paths).flatMap(([path, item]) =>
  METHODS.flatMap((method) => {
    const operation = item[method];
    const target = path.replaceAll(/\{\w+\}/g, '019c1363-49c0-7000-8000-000000000000');
    const isOpen = operation?.security?.length === 0;
    return operation ? [{ method: method.toUpperCase(), path: target, isOpen }] : [];
  }),
);

const closed = operations.filter(({ isOpen }) => !isOpen);

const unsigned = (token: string): string => token.replace(/[^.]+$/, '');

const tampered = (token: string): string =>
  token.replace(/\.(.)([^.]*)$/, (_, first: string, rest: string) => `.${first === 'A' ? 'B' : 'A'}${rest}`);

const tokens = {
  'has expired': tokenOf({ exp: seconds(-60) }),
  'is not valid yet': tokenOf({ nbf: seconds(60) }),
  'is for another service': tokenOf({ aud: 'another-service' }),
  'is of another issuer': tokenOf({ iss: 'https://login.example.com' }),
  'was changed': tampered(tokenOf({})),
  'is not signed': unsigned(tokenOf({})),
  'says that it is not signed': unsigned(tokenOf({}, { alg: 'none' })),
  'names another algorithm': tokenOf({}, { alg: 'HS512' }),
  'is none': 'mia',
};

it('is open to everybody where the contract says so', async () => {
  const open = operations.filter(({ isOpen }) => isOpen);
  expect(open.length).toBeGreaterThan(0);
  for (const { method, path } of open)
    expect(await call(url(), method, path, { as: null })).toMatchObject({ status: 200 });
});

describe.each(closed)('$method $path', ({ method, path }) => {
  it('asks who calls, before anything else', async () => {
    for (const more of [{}, { query: { 'no-such-parameter': 'x' } }]) {
      const answer = await call(url(), method, path, { as: null, ...more });
      expect(answer).toMatchObject({ status: 401, body: { type: 'urn:problem:unauthenticated' } });
      expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    }
  });

  it.each(Object.entries(tokens))('refuses a token that %s', async (_what, token) => {
    const headers = { authorization: `Bearer ${token}` };
    const answer = await call(url(), method, path, { as: null, headers });
    expect(answer).toMatchObject({ status: 401, body: { type: 'urn:problem:unauthenticated' } });
    expect(answer.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
  });
});

it('issues development tokens that it believes, and logs none', async () => {
  const body = { name: 'mia', roles: ['manager'] };
  const issued = await call(url(), 'POST', '/development/tokens', { as: null, body });
  expect(issued).toMatchObject({ status: 200, body: { expiresIn: 28_800 } });
  const token = String(issued.body['token']);
  const [{ method, path }] = closed as [(typeof closed)[number]];
  const answer = await call(url(), method, path, { as: null, headers: { authorization: `Bearer ${token}` } });
  expect(answer.status).not.toBe(401);
  expect(log().length).toBeGreaterThan(0);
  expect(JSON.stringify(log())).not.toContain(token.split('.')[2]);
});

it('believes no header that only says who calls', async () => {
  const [{ method, path }] = closed as [(typeof closed)[number]];
  const headers = { 'x-development-actor': 'mia;roles=manager' };
  expect(await call(url(), method, path, { as: null, headers })).toMatchObject({ status: 401 });
});

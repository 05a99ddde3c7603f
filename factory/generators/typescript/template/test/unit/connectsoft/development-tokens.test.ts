import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { bearerAuthentication } from '#connectsoft/authentication';
import { developmentTokens, tokenOperation } from '#connectsoft/development-tokens';

import { temporaryDirectory } from '../../support/temporary-directory.ts';

const request = (body: unknown) => ({ body, path: {}, query: {}, header: () => undefined });

it('issues tokens that are believed, also by the next process, and by no other service', async () => {
  const directory = temporaryDirectory();
  const token = await developmentTokens(directory, 'bookings').issue('mia', ['clerk']);
  const next = bearerAuthentication([developmentTokens(directory, 'bookings').source]);
  expect(await next(`Bearer ${token}`)).toEqual({ name: 'mia', roles: ['clerk'] });
  const other = bearerAuthentication([developmentTokens(directory, 'payments').source]);
  await expect(other(`Bearer ${token}`)).rejects.toMatchObject({ status: 401 });
  const elsewhere = bearerAuthentication([developmentTokens(temporaryDirectory(), 'bookings').source]);
  await expect(elsewhere(`Bearer ${token}`)).rejects.toMatchObject({ status: 401 });
});

it('keeps a key of its own that only its owner can read, in a folder that it makes', async () => {
  const directory = join(temporaryDirectory(), 'data');
  const tokens = developmentTokens(directory, 'bookings');
  await Promise.all([tokens.issue('mia', []), tokens.issue('tom', [])]);
  const file = join(directory, 'development-key');
  const key = readFileSync(file);
  expect([key.length, statSync(file).mode & 0o777]).toEqual([32, 0o600]);
  await developmentTokens(directory, 'bookings').issue('mia', []);
  expect(readFileSync(file)).toEqual(key);
});

it('answers a token for 8 hours, which nobody may keep', async () => {
  const tokens = developmentTokens(temporaryDirectory(), 'bookings');
  const authenticate = bearerAuthentication([tokens.source]);
  const { status, headers, body } = await tokenOperation(tokens)(request({ name: 'mia' }));
  expect({ status, headers, body }).toEqual({
    status: 200,
    headers: { 'cache-control': 'no-store' },
    body: { token: expect.any(String), expiresIn: 28_800 },
  });
  const { token } = body as unknown as { token: string };
  expect(await authenticate(`Bearer ${token}`)).toEqual({ name: 'mia', roles: [] });
  const { iat, exp } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as {
    iat: number;
    exp: number;
  };
  expect(exp - iat).toBe(28_800);
});

it.each([
  undefined,
  [],
  {},
  { name: '' },
  { name: 7 },
  { name: 'mia', roles: 'clerk' },
  { name: 'mia', role: 'x' },
])('refuses to issue one for %j', async (body) => {
  const answer = tokenOperation(developmentTokens(temporaryDirectory(), 'bookings'))(request(body));
  await expect(answer).rejects.toMatchObject({ status: 400 });
});

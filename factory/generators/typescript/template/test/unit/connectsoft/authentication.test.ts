import { createSecretKey } from 'node:crypto';

import { SignJWT, UnsecuredJWT } from 'jose';
import { describe, expect, it } from 'vitest';

import { bearerAuthentication, type TokenSource } from '#connectsoft/authentication';

const secret = new Uint8Array(32).fill(7);
const source: TokenSource = {
  issuer: 'development',
  audience: 'bookings',
  nameClaim: 'sub',
  algorithms: ['HS256'],
  key: async () => secret,
};
const authenticate = bearerAuthentication([source]);

const seconds = (offset: number): number => Math.floor(Date.now() / 1_000) + offset;

const claims = {
  sub: 'mia',
  roles: ['clerk'],
  iss: 'development',
  aud: 'bookings',
  exp: seconds(60),
  nbf: seconds(-60),
};

const signed = (changed: object = {}, key: Uint8Array = secret, alg = 'HS256'): Promise<string> =>
  new SignJWT({ ...claims, ...changed }).setProtectedHeader({ alg }).sign(createSecretKey(key));

const problem = (challenge: string) => ({ status: 401, headers: { 'www-authenticate': challenge } });
const invalid = problem('Bearer error="invalid_token"');

it('knows the name and the roles of who calls', async () => {
  expect(await authenticate(`Bearer ${await signed()}`)).toEqual({ name: 'mia', roles: ['clerk'] });
  expect(await authenticate(`bearer ${await signed({ roles: undefined })}`)).toEqual({
    name: 'mia',
    roles: [],
  });
});

it('takes the name from the claim that it is told to', async () => {
  const other = bearerAuthentication([{ ...source, nameClaim: 'email' }]);
  const token = await signed({ email: 'mia@example.com' });
  expect(await other(`Bearer ${token}`)).toMatchObject({ name: 'mia@example.com' });
  await expect(other(`Bearer ${await signed()}`)).rejects.toMatchObject(invalid);
});

it.each([undefined, '', 'Basic bWlhOng=', 'Bearer', 'Bearer ', 'Bearer a b'])(
  'asks for a token in place of %j',
  async (header) => {
    await expect(authenticate(header)).rejects.toMatchObject(problem('Bearer'));
  },
);

it('lets clocks differ by less than half a minute', async () => {
  expect(await authenticate(`Bearer ${await signed({ exp: seconds(-20) })}`)).toMatchObject({ name: 'mia' });
  expect(await authenticate(`Bearer ${await signed({ nbf: seconds(20) })}`)).toMatchObject({ name: 'mia' });
});

describe('refuses a token', () => {
  it.each([
    ['that has expired', { exp: seconds(-60) }],
    ['that never expires', { exp: undefined }],
    ['that is not valid yet', { nbf: seconds(60) }],
    ['for another service', { aud: 'payments' }],
    ['for no service', { aud: undefined }],
    ['of another issuer', { iss: 'https://login.example.com' }],
    ['that names nobody', { sub: undefined }],
    ['that names nobody in particular', { sub: '' }],
    ['with roles that are no list', { roles: 'clerk' }],
    ['with roles that are no texts', { roles: [{ admin: true }] }],
  ])('%s', async (_name, changed) => {
    await expect(authenticate(`Bearer ${await signed(changed)}`)).rejects.toMatchObject(invalid);
  });

  it('that another key signed', async () => {
    const token = await signed({}, new Uint8Array(32).fill(8));
    await expect(authenticate(`Bearer ${token}`)).rejects.toMatchObject(invalid);
  });

  it('that was signed in another way than the source has', async () => {
    const token = await signed({}, new Uint8Array(64).fill(7), 'HS512');
    await expect(authenticate(`Bearer ${token}`)).rejects.toMatchObject(invalid);
  });

  it('that is not signed', async () => {
    const token = new UnsecuredJWT(claims).encode();
    await expect(authenticate(`Bearer ${token}`)).rejects.toMatchObject(invalid);
  });

  it.each(['x', 'a.b.c', '..'])('that is none: %s', async (token) => {
    await expect(authenticate(`Bearer ${token}`)).rejects.toMatchObject(invalid);
  });

  it('that was changed, in every part', async () => {
    const token = await signed();
    const parts = token.split('.');
    for (const [index, part] of parts.entries()) {
      const changed = part.startsWith('A') ? `B${part.slice(1)}` : `A${part.slice(1)}`;
      const whole = parts.with(index, changed).join('.');
      await expect(authenticate(`Bearer ${whole}`)).rejects.toMatchObject(invalid);
    }
  });
});

it('believes every source, and says nothing about the token', async () => {
  const other = { ...source, issuer: 'other', key: async () => new Uint8Array(32).fill(9) };
  const both = bearerAuthentication([other, source]);
  expect(await both(`Bearer ${await signed()}`)).toMatchObject({ name: 'mia' });
  const token = await signed({ exp: seconds(-60) });
  const error = await both(`Bearer ${token}`).catch((reason: unknown) => String(reason));
  expect(error).not.toContain('exp');
  expect(error).not.toContain(token);
});

it('does not blame the caller for keys that cannot be had', async () => {
  const unreachable = bearerAuthentication([
    { ...source, key: () => Promise.reject(new Error('no connection')) },
  ]);
  await expect(unreachable(`Bearer ${await signed()}`)).rejects.toThrow('no connection');
});

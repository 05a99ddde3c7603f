import { createHash, createHmac } from 'node:crypto';

import { UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import type { AccessKey } from '../../../../factory/domain/access-settings.ts';
import { createAuthenticate } from '../../../../platform/azure/access/authenticate.ts';
import { startOpenIdServer, type OpenIdServer } from '../../../loopback/identity/open-id-server.ts';

const OURS = '11111111-1111-4111-8111-111111111111';
const THEIRS = '22222222-2222-4222-8222-222222222222';
const STRANGERS = '33333333-3333-4333-8333-333333333333';
const AUDIENCE = 'api-client-id';
const START = Date.UTC(2026, 0, 5, 8);

let server: OpenIdServer;
let now = START;
beforeAll(async () => {
  server = await startOpenIdServer([OURS, THEIRS, STRANGERS], AUDIENCE);
});
afterAll(() => server.close());

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const key = (shown: string, changes: Partial<AccessKey> = {}): AccessKey => ({
  name: 'ci',
  tenant: 'contoso',
  roles: ['submitter', 'reviewer'],
  sha256: sha256(shown),
  ...changes,
});

const create = (keys: AccessKey[] = []) =>
  createAuthenticate({
    authority: server.url,
    audience: AUDIENCE,
    scope: 'access_as_user',
    directories: [
      { directory: OURS, tenant: 'contoso' },
      { directory: THEIRS, tenant: 'fabrikam' },
    ],
    keys,
    now: () => now,
  });
let authenticate: ReturnType<typeof create>;
beforeEach(() => {
  now = START;
  server.requests.length = 0;
  server.plant({});
  authenticate = create();
});

const ann = { directory: OURS, roles: ['submitter', 'architect', 'emperor'], oid: 'oid-ann' };
const bearer = async (token: string | Promise<string>) =>
  authenticate({ authorization: `Bearer ${await token}`, key: undefined });
const INVALID = { refused: { error: 'invalid_token' } };

describe('a token', () => {
  it('names a person, the tenant of their directory, and roles that the factory has', async () => {
    expect(await bearer(server.token(ann, now))).toEqual({
      caller: {
        tenant: 'contoso',
        roles: ['submitter', 'architect'],
        person: {
          id: `entra:${OURS}/oid-ann`,
          name: 'ann@contoso.example',
          roles: ['architect'],
        },
      },
    });
    expect(await bearer(server.token({ ...ann, directory: THEIRS }, now))).toMatchObject({
      caller: { tenant: 'fabrikam' },
    });
  });

  it('of an application has its own roles, and its name says so', async () => {
    const claims = { idtyp: 'app', scp: undefined, preferred_username: undefined, azp: 'app-7' };
    expect(await bearer(server.token(ann, now, { claims }))).toMatchObject({
      caller: { person: { name: 'application app-7' }, roles: ['submitter', 'architect'] },
    });
  });

  it('without a name, or with one that is no name, is of its object id or what is printable', async () => {
    const named = async (preferred_username: unknown) => {
      const answer = await bearer(server.token(ann, now, { claims: { preferred_username } }));
      return 'caller' in answer && answer.caller.person.name;
    };
    expect(await named(undefined)).toBe('oid-ann');
    expect(await named('ann\n[31m;"<script>')).toBe('ann31mscript');
    expect(await named('x'.repeat(4_000))).toHaveLength(120);
  });

  it.each([
    ['another audience', { aud: 'other' }, 'another audience'],
    ['another issuer', { iss: 'https://login.example/v2.0' }, 'another issuer'],
    ['the issuer of another directory', { iss: `x/${THEIRS}/v2.0` }, 'another issuer'],
    ['an expired time', { exp: START / 1_000 - 61 }, 'expired'],
    ['a time to come', { nbf: START / 1_000 + 61 }, 'not valid yet'],
    ['no end', { exp: undefined }, 'exp'],
    ['no directory', { tid: undefined }, 'directory'],
    ['a directory that may not call', { tid: STRANGERS }, 'directory'],
    ['a directory that is no text', { tid: [OURS] }, 'directory'],
    ['no object id', { oid: undefined }, 'no access token'],
    ['an object id that would break out of a record', { oid: 'a\nb' }, 'no access token'],
    ['no scope: an ID token', { scp: undefined }, 'no access token'],
    ['another scope', { scp: 'read write' }, 'no access token'],
    ['roles that are no list', { roles: 'architect' }, 'no access token'],
  ])('with %s is refused', async (_, claims, why) => {
    const answer = await bearer(server.token(ann, now, { claims }));
    expect(answer).toMatchObject(INVALID);
    expect('refused' in answer && answer.refused.why).toContain(why);
  });

  it('may be a minute off', async () => {
    const claims = { exp: START / 1_000 - 59 };
    expect(await bearer(server.token(ann, now, { claims }))).toHaveProperty('caller');
    expect(await bearer(server.token(ann, now + 59_000))).toHaveProperty('caller');
  });

  it('signed by any other key, or in any other way, is refused', async () => {
    const good = await server.token(ann, now);
    const [head, body, signature] = good.split('.') as [string, string, string];
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as Record<string, unknown>;
    const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const forged = server.newKey();
    const publicKey = server.publicKey().export({ type: 'spki', format: 'pem' });
    const hs = `${encode({ alg: 'HS256', typ: 'JWT' })}.${body}`;
    for (const token of [
      // The key id of a good one, but another key.
      await server.token(ann, now, {
        key: forged,
        header: { kid: (JSON.parse(Buffer.from(head, 'base64url').toString()) as { kid: string }).kid },
      }),
      new UnsecuredJWT(claims).encode(),
      `${hs}.${createHmac('sha256', publicKey).update(hs).digest('base64url')}`,
      `${head}.${encode({ ...claims, roles: ['operator'] })}.${signature}`,
      `${head}.${body}.`,
      `${head}.${body}`,
      'x',
      'x.y.z',
      `${'a'.repeat(20_000)}.b.c`,
    ])
      expect(await bearer(token), token.slice(0, 60)).toMatchObject(INVALID);
  });
});

describe('the keys of an authority', () => {
  it('are read once, and again for a key id that is not known, but not often', async () => {
    for (let n = 0; n < 5; n += 1) await bearer(server.token(ann, now));
    expect(server.requests).toHaveLength(2);
    server.rotate();
    now += 60_000;
    expect(await bearer(server.token(ann, now))).toHaveProperty('caller');
    expect(server.requests).toHaveLength(4);
    const strange = server.newKey();
    for (let n = 0; n < 50; n += 1) {
      expect(await bearer(server.token(ann, now, { key: strange }))).toMatchObject(INVALID);
      now += 1_000;
    }
    expect(server.requests.length).toBeLessThanOrEqual(8);
  });

  it('of a directory that may not call are never asked for', async () => {
    await bearer(server.token({ ...ann, directory: STRANGERS }, now));
    expect(server.requests).toEqual([]);
  });

  it('stay good while the authority does not answer, for a day', async () => {
    await bearer(server.token(ann, now));
    now += 2 * 3_600_000;
    server.fail(1_000);
    expect(await bearer(server.token(ann, now))).toHaveProperty('caller');
    now += 86_400_000;
    await expect(bearer(server.token(ann, now))).rejects.toMatchObject({ kind: 'transient' });
    server.fail(0);
    now += 31_000;
    expect(await bearer(server.token(ann, now))).toHaveProperty('caller');
  });

  it('that cannot be read at all are a fault that passes, not a bad token, and are not asked for at each call', async () => {
    server.fail(1_000);
    for (let n = 0; n < 10; n += 1)
      await expect(bearer(server.token(ann, now))).rejects.toMatchObject({ kind: 'transient' });
    expect(server.requests).toHaveLength(1);
    server.fail(0);
  });

  it.each([{ jwks_uri: 'http://127.0.0.2/keys' }, { issuer: 'https://evil.example' }])(
    'are not taken from elsewhere: %o',
    async (configuration) => {
      server.plant(configuration);
      await expect(bearer(server.token(ann, now))).rejects.toMatchObject({ kind: 'transient' });
      expect(server.requests).toHaveLength(1);
    },
  );
});

describe('an access key', () => {
  const show = (shown: string) => authenticate({ authorization: undefined, key: shown });

  it('is of one tenant and has its roles; two of one holder are good at once', async () => {
    authenticate = create([key('old'), key('new'), key('other', { name: 'x', tenant: 'fabrikam' })]);
    const caller = {
      tenant: 'contoso',
      roles: ['submitter', 'reviewer'],
      person: { id: 'key:contoso/ci', name: 'key ci', roles: ['reviewer'] },
    };
    expect(await show('old')).toEqual({ caller });
    expect(await show('new')).toEqual({ caller });
    expect(await show('other')).toMatchObject({ caller: { tenant: 'fabrikam' } });
  });

  it('that is unknown, its own hash, or expired is refused', async () => {
    const expires = new Date(START + 1_000).toISOString();
    authenticate = create([key('short', { expires })]);
    expect(await show('short')).toHaveProperty('caller');
    now += 1_000;
    for (const shown of ['short', 'Short', '', sha256('short'), 'x'.repeat(100_000)])
      expect(await show(shown)).toMatchObject(INVALID);
  });
});

describe('whoever shows', () => {
  it('nothing, both, or something else is nobody', async () => {
    authenticate = create([key('k')]);
    const nothing = await authenticate({ authorization: undefined, key: undefined });
    expect(nothing).toEqual({ refused: { why: 'Show a token or an access key.' } });
    const both = { authorization: `Bearer ${await server.token(ann, now)}`, key: 'k' };
    expect(await authenticate(both)).toMatchObject({ refused: { error: 'invalid_request' } });
    for (const authorization of ['', 'Basic YTpi', 'Bearer', 'Bearer a b', 'Bearer \u0000'])
      expect(await authenticate({ authorization, key: undefined })).toMatchObject({
        refused: { error: 'invalid_request' },
      });
  });

  it('a token where none is configured is nobody', async () => {
    const closed = createAuthenticate({ authority: server.url, scope: 's' });
    expect(
      await closed({ authorization: `Bearer ${await server.token(ann, now)}`, key: undefined }),
    ).toMatchObject(INVALID);
  });
});

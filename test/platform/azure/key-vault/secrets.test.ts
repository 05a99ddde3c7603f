import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { createSecrets, type SecretsOptions } from '../../../../platform/azure/key-vault/secrets.ts';
import { PortError } from '../../../../platform/port-error.ts';
import { startKeyVaultServer, type KeyVaultServer } from '../../../loopback/key-vault/key-vault-server.ts';
import { trust } from '../../../loopback/tls/trust.ts';

const TOKEN = 'a-good-token';
const VALUE = 'pat-Zx81Kq';

let vault: KeyVaultServer;
let asked: string[];
let now: number;
let secrets: ReturnType<typeof createSecrets>;

const options = (more: Partial<SecretsOptions> = {}): SecretsOptions => ({
  vaultUrl: vault.url,
  credential: {
    async getToken(scopes) {
      asked.push(String(scopes));
      return { token: TOKEN, expiresOnTimestamp: Date.now() + 3_600_000 };
    },
  },
  ttlMs: 60_000,
  now: () => now,
  ...more,
});

beforeAll(async () => {
  vault = await startKeyVaultServer({ refusalOf: (token) => (token === TOKEN ? undefined : 'signature') });
  trust(vault.certificate);
});

afterAll(() => vault.close());

beforeEach(() => {
  asked = [];
  now = Date.now();
  vault.requests.length = 0;
  vault.set('devops-pat', VALUE);
  secrets = createSecrets(options());
});

const reads = () => vault.requests.filter(({ authorized }) => authorized).length;

const errorOf = async (work: Promise<unknown>): Promise<PortError> => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!PortError.is(error)) throw new Error(`no PortError: ${String(error)}`);
  return error;
};

describe('secrets of a key vault', () => {
  it('are read with the token of the audience that the vault asks for', async () => {
    expect(await secrets.get('devops-pat')).toBe(VALUE);
    expect(asked).toEqual(['https://vault.azure.net/.default']);
    expect(vault.requests.map(({ authorized }) => authorized)).toEqual([false, true]);
  });

  it('are read once by all who ask at once, and again when their time is over', async () => {
    await Promise.all(Array.from({ length: 10 }, () => secrets.get('devops-pat')));
    expect(reads()).toBe(1);
    vault.set('devops-pat', 'rotated');
    expect(await secrets.get('devops-pat')).toBe(VALUE);
    now += 60_000;
    expect(await Promise.all([secrets.get('devops-pat'), secrets.get('devops-pat')])).toEqual([
      'rotated',
      'rotated',
    ]);
    expect(reads()).toBe(2);
  });

  it('are asked for again where a service refuses the old version', async () => {
    await secrets.get('devops-pat');
    vault.set('devops-pat', 'rotated');
    const used: string[] = [];
    const result = await secrets.use('devops-pat', async (secret) => {
      used.push(secret);
      if (secret !== 'rotated') throw new PortError('invalid-configuration', '401');
      return 'done';
    });
    expect({ result, used }).toEqual({ result: 'done', used: [VALUE, 'rotated'] });
  });

  it('are read anew by an adapter that knows one by its name', async () => {
    const secret = secrets.named('devops-pat');
    await secret.read();
    vault.set('devops-pat', 'rotated');
    const read = await secret.whileItHolds(async () => {
      const value = await secret.read();
      if (value !== 'rotated') throw new PortError('invalid-configuration', '401');
      return value;
    });
    expect(read).toBe('rotated');
  });

  it('are not tried twice where there is no other version, nor after another failure', async () => {
    for (const kind of ['invalid-configuration', 'transient'] as const) {
      let uses = 0;
      const error = await errorOf(
        secrets.use('devops-pat', async () => {
          uses += 1;
          throw new PortError(kind, 'refused');
        }),
      );
      expect({ uses, kind: error.kind }).toEqual({ uses: 1, kind });
    }
  });

  it('are not used after their end', async () => {
    vault.set('devops-pat', 'short', { expires: Math.floor(now / 1_000) + 10 });
    expect(await secrets.get('devops-pat')).toBe('short');
    now += 11_000;
    const error = await errorOf(secrets.get('devops-pat'));
    expect(error.kind).toBe('invalid-configuration');
    vault.set('devops-pat', 'next');
    expect(await secrets.get('devops-pat')).toBe('next');
  });

  it('hold while the vault cannot be asked', async () => {
    await secrets.get('devops-pat');
    now += 60_000;
    vault.failNext(503);
    expect(await secrets.get('devops-pat')).toBe(VALUE);
    expect(reads()).toBe(2);
  });

  it.each([
    ['missing', 'invalid-configuration', undefined],
    ['../keys/x', 'invalid-configuration', undefined],
    ['off', 'invalid-configuration', undefined],
    ['slow', 'transient', 7_000],
  ])('fail as %s', async (name, kind, retryAfterMs) => {
    vault.set('off', VALUE, { enabled: false });
    vault.set('slow', VALUE);
    if (name === 'slow') vault.failNext(429, { 'retry-after': '7' });
    const error = await errorOf(secrets.get(name));
    expect({ kind: error.kind, retryAfterMs: error.retryAfterMs }).toEqual({ kind, retryAfterMs });
    expect(JSON.stringify([error.message, error.stack])).not.toContain(VALUE);
  });

  it('fail where the vault does not accept the token, and where nobody is there', async () => {
    const credential = { getToken: async () => ({ token: 'forged', expiresOnTimestamp: now + 3_600_000 }) };
    expect((await errorOf(createSecrets(options({ credential })).get('devops-pat'))).kind).toBe(
      'invalid-configuration',
    );
    const vaultUrl = 'https://127.0.0.1:1';
    expect((await errorOf(createSecrets(options({ vaultUrl })).get('devops-pat'))).kind).toBe('transient');
  });
});

describe('the vault', () => {
  it('refuses another version of its API and anything but reading', async () => {
    const headers = { authorization: `Bearer ${TOKEN}` };
    const ask = async (path: string, method = 'GET') =>
      (await fetch(vault.url + path, { method, headers })).status;
    expect(await ask('/secrets/devops-pat?api-version=2026-04-01')).toBe(200);
    expect(await ask('/secrets/devops-pat?api-version=1.0')).toBe(400);
    expect(await ask('/keys/devops-pat?api-version=2026-04-01')).toBe(405);
    expect(await ask('/secrets/devops-pat?api-version=2026-04-01', 'DELETE')).toBe(405);
  });
});

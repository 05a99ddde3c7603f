import { createHash, randomBytes, randomUUID } from 'node:crypto';

import type { TokenCredential } from '@azure/identity';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createBlobStorage } from '../../../../platform/azure/blob/blob-storage.ts';
import { signToken } from '../../../loopback/identity/token.ts';

/** Address of an account on an official emulator, by https; NODE_EXTRA_CA_CERTS names its certificate. */
const { FACTORY_TEST_BLOB: endpoint = '' } = process.env;

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** What the emulator checks of a token: who gave it, for whom, until when. */
const tokenOf = (aud: string) => {
  const iat = Math.floor(Date.now() / 1_000) - 60;
  const iss = `https://sts.windows.net/${randomUUID()}/`;
  return signToken({ aud, iss, appid: 'factory', iat, nbf: iat, exp: iat + 3_600, jti: randomUUID() }, 'any');
};

const credential = (aud = 'https://storage.azure.com'): TokenCredential => ({
  getToken: async () => ({ token: tokenOf(aud), expiresOnTimestamp: Date.now() + 3_000_000 }),
});

describe.skipIf(endpoint === '')('contents in the emulator that FACTORY_TEST_BLOB names', () => {
  const container = `factory-${randomUUID()}`;
  const storage = (given = credential()) => createBlobStorage({ endpoint, container, credential: given });
  const open = async () => {
    const { BlobServiceClient } = await import('@azure/storage-blob');
    return new BlobServiceClient(endpoint, credential()).getContainerClient(container);
  };

  beforeAll(async () => void (await (await open()).create()));
  afterAll(async () => void (await (await open()).delete()));

  it('are written once, given back whole, and nobody else’s', async () => {
    const bytes = randomBytes(5_000_000);
    await storage().put('contoso', sha256(bytes), bytes);
    await storage().put('contoso', sha256(bytes), bytes);
    expect(Buffer.compare((await storage().read('contoso', sha256(bytes)))!, bytes)).toBe(0);
    expect(await storage().read('fabrikam', sha256(bytes))).toBeUndefined();
    const names = [];
    for await (const { name } of (await open()).listBlobsFlat()) names.push(name);
    expect(names).toEqual([`contoso/${sha256(bytes)}`]);
  });

  it('are those that were written', async () => {
    const bytes = Buffer.from('mine');
    const name = `contoso/${sha256(bytes)}`;
    await (await open()).getBlockBlobClient(name).upload('else', 4);
    await expect(storage().read('contoso', sha256(bytes))).rejects.toMatchObject({ kind: 'critical' });
  });

  it('are refused to a token for another service, and where no container is', async () => {
    const configuration = { kind: 'invalid-configuration' };
    const elsewhere = storage(credential('https://vault.azure.net'));
    await expect(elsewhere.put('t', 'a', Buffer.from('x'))).rejects.toMatchObject(configuration);
    const nowhere = createBlobStorage({ endpoint, container: randomUUID(), credential: credential() });
    await expect(nowhere.put('t', 'a', Buffer.from('x'))).rejects.toMatchObject(configuration);
  });
});

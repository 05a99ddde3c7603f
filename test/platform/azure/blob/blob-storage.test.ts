import { createHash, randomBytes } from 'node:crypto';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { createBlobStorage } from '../../../../platform/azure/blob/blob-storage.ts';
import { startBlobStorage, type BlobServer } from '../../../loopback/blob/blob-server.ts';
import { selfSigned } from '../../../loopback/tls/self-signed.ts';
import { trust } from '../../../loopback/tls/trust.ts';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const tls = selfSigned();
let server: BlobServer;

beforeAll(async () => {
  trust(tls.certificate);
  server = await startBlobStorage({ containers: ['artifacts'], accepts: (token) => token === 'good', tls });
});
afterAll(() => server.close());
beforeEach(() => {
  server.blobs.clear();
  server.requests.length = 0;
});

const storage = (token = 'good', container = 'artifacts') =>
  createBlobStorage({
    endpoint: server.url,
    container,
    credential: { getToken: async () => ({ token, expiresOnTimestamp: Date.now() + 3_600_000 }) },
  });

describe('contents in Blob storage', () => {
  it('gives back what it was given, by tenant and hash', async () => {
    const bytes = randomBytes(5_000_000);
    const blobs = storage();
    await blobs.put('contoso', sha256(bytes), bytes);
    expect(Buffer.compare((await blobs.read('contoso', sha256(bytes)))!, bytes)).toBe(0);
    expect([...server.blobs.keys()]).toEqual([`artifacts/contoso/${sha256(bytes)}`]);
  });

  it('tells a tenant nothing of what another one has', async () => {
    const bytes = Buffer.from('theirs');
    await storage().put('contoso', sha256(bytes), bytes);
    expect(await storage().read('fabrikam', sha256(bytes))).toBeUndefined();
  });

  it('writes a content once', async () => {
    const bytes = Buffer.from('once');
    await storage().put('contoso', sha256(bytes), bytes);
    server.blobs.set(`artifacts/contoso/${sha256(bytes)}`, bytes);
    await expect(storage().put('contoso', sha256(bytes), bytes)).resolves.toBeUndefined();
    expect(server.requests.filter((request) => request.startsWith('PUT'))).toHaveLength(2);
  });

  it('does not hand on what was changed behind its back', async () => {
    const bytes = Buffer.from('mine');
    await storage().put('contoso', sha256(bytes), bytes);
    server.blobs.set(`artifacts/contoso/${sha256(bytes)}`, Buffer.from('else'));
    await expect(storage().read('contoso', sha256(bytes))).rejects.toMatchObject({
      kind: 'critical',
      criticalReason: 'hash-mismatch',
    });
  });

  it.each([
    [503, { 'retry-after': '7' }, { kind: 'transient', retryAfterMs: 7_000 }],
    [500, {}, { kind: 'transient', retryAfterMs: undefined }],
    [403, {}, { kind: 'invalid-configuration' }],
  ])('says what an answer %i means, after one try', async (status, headers, error) => {
    server.faults.push({ status, headers });
    await expect(storage().put('contoso', 'a'.repeat(64), Buffer.from('x'))).rejects.toMatchObject(error);
    expect(server.requests).toHaveLength(1);
  });

  it('says that its token or its container is wrong', async () => {
    const configuration = { kind: 'invalid-configuration' };
    await expect(storage('bad').put('t', 'a', Buffer.from('x'))).rejects.toMatchObject(configuration);
    await expect(storage('good', 'nowhere').put('t', 'a', Buffer.from('x'))).rejects.toMatchObject(
      configuration,
    );
  });
});

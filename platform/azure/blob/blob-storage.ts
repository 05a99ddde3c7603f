import { createHash } from 'node:crypto';

import type { TokenCredential } from '@azure/identity';
import type { BlockBlobClient } from '@azure/storage-blob';

import { criticalError, PortError } from '../../port-error.ts';
import { workSignal } from '../interruption.ts';
import { clientSpan } from '../telemetry/span.ts';
import type { BlobContents } from './blob-contents.ts';
import { blobError, statusOf } from './blob-error.ts';

export type BlobOptions = {
  /** Address of the storage account. */
  endpoint: string;
  container: string;
  credential: TokenCredential;
  /** Milliseconds that one content may take. */
  timeoutMs?: number;
};

const TIMEOUT_MS = 60_000;
/** Longest content that is read. */
const MAX_BYTES = 256 * 1024 * 1024;

const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Contents in Blob storage, `<tenant>/<sha-256>`. What is there is never written again; what is read has its hash. */
export const createBlobStorage = ({
  endpoint,
  container,
  credential,
  timeoutMs = TIMEOUT_MS,
}: BlobOptions): BlobContents => {
  const load = async () => {
    const { BlobServiceClient } = await import('@azure/storage-blob');
    // Tries belong to the error policy.
    return new BlobServiceClient(endpoint, credential, { retryOptions: { maxTries: 1 } }).getContainerClient(
      container,
    );
  };
  let client: ReturnType<typeof load> | undefined;

  const call = async <T>(
    operation: 'PutBlob' | 'GetBlob',
    name: string,
    work: (blob: BlockBlobClient, abortSignal: AbortSignal) => Promise<T>,
  ): Promise<T> => {
    client ??= load();
    const blob = (await client).getBlockBlobClient(name);
    const signal = workSignal(timeoutMs);
    return clientSpan(
      operation,
      { 'az.namespace': 'Microsoft.Storage', 'server.address': new URL(endpoint).host },
      async () => {
        try {
          return await work(blob, signal);
        } catch (error) {
          throw PortError.is(signal.reason) ? signal.reason : error;
        }
      },
    );
  };

  return {
    async put(tenant, sha256, bytes) {
      try {
        await call('PutBlob', `${tenant}/${sha256}`, (blob, abortSignal) =>
          blob.upload(Buffer.from(bytes), bytes.length, { abortSignal, conditions: { ifNoneMatch: '*' } }),
        );
      } catch (error) {
        // It is there: its name says what it holds.
        if (statusOf(error) !== 409) throw blobError(error, 'write');
      }
    },

    async read(tenant, sha256) {
      try {
        const bytes = await call('GetBlob', `${tenant}/${sha256}`, (blob, abortSignal) =>
          blob.downloadToBuffer(0, undefined, { abortSignal, maxRetryRequestsPerBlock: 0 }),
        );
        if (bytes.length <= MAX_BYTES && sha256Of(bytes) === sha256) return bytes;
      } catch (error) {
        if (statusOf(error) === 404) return undefined;
        throw blobError(error, 'read');
      }
      throw criticalError(
        'hash-mismatch',
        `Blob storage answered another content than the one of sha-256 ${sha256}. Restore it from a backup.`,
      );
    },
  };
};

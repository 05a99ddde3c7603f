import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';

import type { BlobContents } from '../blob/blob-contents.ts';
import { DISCARDED_TTL_SECONDS } from './containers.ts';
import { inBatches } from './in-batches.ts';
import type { Document, Items } from './items.ts';

/** Base64 of the gzipped bytes; absent where they are in Blob storage. */
type ContentDocument = Document & { data?: string };

/** Most bytes of a document's content, as it is written: a document has 2 MB. */
const MAX_INLINE = 1_500_000;
/** Most hashes of one query. */
const ASKED = 50;

const packed = promisify(gzip);
const unpacked = promisify(gunzip);

export type Contents = {
  /** By sha-256. What is there already is kept for good again. */
  put(pk: string, contents: ReadonlyMap<string, Uint8Array>): Promise<void>;
  /** Those that are there. */
  read(pk: string, hashes: readonly string[]): Promise<Map<string, Uint8Array>>;
  /** Lets contents go after a while. */
  expire(pk: string, hashes: readonly string[]): Promise<void>;
};

/** Contents of artifacts, compressed, in Cosmos DB; larger ones in Blob storage. */
export const createContents = (items: Items, tenant: string, blobs: BlobContents): Contents => {
  const documentOf = async (pk: string, id: string, bytes: Uint8Array): Promise<ContentDocument> => {
    const data = (await packed(bytes)).toString('base64');
    if (data.length <= MAX_INLINE) return { id, pk, tenant, data };
    await blobs.put(tenant, id, bytes);
    return { id, pk, tenant };
  };
  const bytesOf = async ({ id, data }: ContentDocument): Promise<Uint8Array | undefined> =>
    data === undefined ? blobs.read(tenant, id) : unpacked(Buffer.from(data, 'base64'));
  const documents = async (pk: string, hashes: readonly string[]): Promise<ContentDocument[]> => {
    const asked = [...new Set(hashes)];
    const found: ContentDocument[] = [];
    for (let from = 0; from < asked.length; from += ASKED)
      found.push(
        ...(await items.query<ContentDocument>(pk, 'SELECT * FROM c WHERE ARRAY_CONTAINS(@ids, c.id)', {
          ids: asked.slice(from, from + ASKED),
        })),
      );
    return found;
  };

  return {
    async put(pk, contents) {
      const all = await Promise.all([...contents].map(([id, bytes]) => documentOf(pk, id, bytes)));
      await inBatches(
        items,
        pk,
        all.map((document) => ({ kind: 'upsert', document })),
      );
    },
    async read(pk, hashes) {
      const found = await Promise.all(
        (await documents(pk, hashes)).map(
          async (document) => [document.id, await bytesOf(document)] as const,
        ),
      );
      return new Map(found.flatMap(([id, bytes]) => (bytes === undefined ? [] : [[id, bytes] as const])));
    },
    async expire(pk, hashes) {
      if (hashes.length === 0) return;
      const found = await documents(pk, hashes);
      await inBatches(
        items,
        pk,
        found.map((document) => ({ kind: 'upsert', document: { ...document, ttl: DISCARDED_TTL_SECONDS } })),
      );
    },
  };
};

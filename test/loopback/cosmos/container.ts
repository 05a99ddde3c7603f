import { runQuery, type Document } from './query.ts';

/** Limits of the service. */
const MAX_DOCUMENT = 2 * 1_048_576;
export const MAX_BATCH = 100;
const MAX_REQUEST = 2 * 1_048_576;

export type Answer = {
  status: number;
  body?: unknown;
  etag?: string;
  /** Where the next page begins. */
  next?: string | undefined;
  headers?: Record<string, string>;
};
type Stored = { document: Document; etag: string; expiresAt: number | undefined };

export type Write = {
  operationType: 'Create' | 'Upsert' | 'Replace' | 'Delete' | 'Read';
  id?: string;
  resourceBody?: Document;
  ifMatch?: string;
};

const refusal = (status: number, code: string, message: string): Answer => ({
  status,
  body: { code, message },
});

const sizeOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value ?? null));

/** Ids that the service refuses. */
const isId = (id: unknown): id is string =>
  typeof id === 'string' && id.length > 0 && Buffer.byteLength(id) <= 1_023 && !/[/\\?#]/.test(id);

/** The documents of a container whose partition key is `/pk`. Time is given: what has expired is gone. */
export const createContainer = (now: () => number) => {
  const partitions = new Map<string, Map<string, Stored>>();
  let version = 0;

  const live = (pk: string): Map<string, Stored> => {
    const partition = partitions.get(pk) ?? new Map<string, Stored>();
    partitions.set(pk, partition);
    for (const [id, { expiresAt }] of partition)
      if (expiresAt !== undefined && expiresAt <= now()) partition.delete(id);
    return partition;
  };

  const put = (partition: Map<string, Stored>, given: Document, status: number): Answer => {
    version += 1;
    const etag = `"${version.toString(16).padStart(8, '0')}"`;
    const document = { ...given, _etag: etag, _ts: Math.floor(now() / 1_000) };
    const { ttl } = given;
    const expiresAt = typeof ttl === 'number' && ttl > 0 ? now() + ttl * 1_000 : undefined;
    partition.set(String(given['id']), { document, etag, expiresAt });
    return { status, body: document, etag };
  };

  const refuseBody = (pk: string, body: Document | undefined): Answer | undefined => {
    if (!body || !isId(body['id'])) return refusal(400, 'BadRequest', 'The id of the document is not valid.');
    if (body['pk'] !== pk)
      return refusal(
        400,
        'BadRequest',
        'PartitionKey extracted from document does not match the one in the header.',
      );
    return sizeOf(body) > MAX_DOCUMENT
      ? refusal(413, 'RequestEntityTooLarge', 'Request size is too large.')
      : undefined;
  };

  const stale = (stored: Stored, ifMatch: string | undefined): Answer | undefined =>
    ifMatch !== undefined && ifMatch !== '*' && ifMatch !== stored.etag
      ? refusal(
          412,
          'PreconditionFailed',
          'The condition specified using HTTP conditional header(s) is not met.',
        )
      : undefined;

  const absent = refusal(404, 'NotFound', 'Resource Not Found.');

  type Given = {
    partition: Map<string, Stored>;
    pk: string;
    key: string;
    stored: Stored | undefined;
    write: Write;
  };
  const operations: Record<Write['operationType'], (given: Given) => Answer> = {
    Read: ({ stored }) => (stored ? { status: 200, body: stored.document, etag: stored.etag } : absent),
    Delete: ({ partition, key, stored, write }) => {
      if (!stored) return absent;
      const refused = stale(stored, write.ifMatch);
      if (!refused) partition.delete(key);
      return refused ?? { status: 204 };
    },
    Create: ({ partition, pk, stored, write: { resourceBody } }) =>
      refuseBody(pk, resourceBody) ??
      (stored
        ? refusal(409, 'Conflict', 'Entity with the specified id already exists in the system.')
        : put(partition, resourceBody ?? {}, 201)),
    Upsert: ({ partition, pk, stored, write: { resourceBody, ifMatch } }) =>
      refuseBody(pk, resourceBody) ??
      (stored && stale(stored, ifMatch)) ??
      put(partition, resourceBody ?? {}, stored ? 200 : 201),
    Replace: ({ partition, pk, key, stored, write: { resourceBody, ifMatch } }) => {
      if (!stored) return absent;
      if (resourceBody?.['id'] !== key) return refusal(400, 'BadRequest', 'The id must not be changed.');
      return refuseBody(pk, resourceBody) ?? stale(stored, ifMatch) ?? put(partition, resourceBody, 200);
    },
  };

  const writeOne = (pk: string, write: Write): Answer => {
    const partition = live(pk);
    const key = write.id ?? String(write.resourceBody?.['id'] ?? '');
    return operations[write.operationType]({ partition, pk, key, stored: partition.get(key), write });
  };

  return {
    write: writeOne,
    /** All or none: after a failure the others answer 424, and nothing was written. */
    batch(pk: string, writes: readonly Write[]): Answer {
      if (writes.length === 0 || writes.length > MAX_BATCH)
        return refusal(400, 'BadRequest', `A batch has 1 to ${MAX_BATCH} operations.`);
      if (sizeOf(writes) > MAX_REQUEST)
        return refusal(413, 'RequestEntityTooLarge', 'Request size is too large.');
      const before = new Map(live(pk));
      const answers = writes.map((write) => writeOne(pk, write));
      const failed = answers.find(({ status }) => status >= 400);
      if (failed) partitions.set(pk, before);
      return {
        status: failed ? 207 : 200,
        body: answers.map((answer) => ({
          statusCode: failed && answer !== failed ? 424 : answer.status,
          requestCharge: 1,
          ...(failed ? {} : { eTag: answer.etag, resourceBody: answer.body }),
        })),
      };
    },
    query: (pk: string, query: string, parameters: Readonly<Record<string, unknown>>): Document[] =>
      runQuery(
        query,
        parameters,
        [...live(pk).values()].map(({ document }) => document),
      ),
    /** Of every partition, for a test to look at. */
    all: (): Document[] =>
      [...partitions.keys()].flatMap((pk) => [...live(pk).values()].map(({ document }) => document)),
  };
};
export type Container = ReturnType<typeof createContainer>;

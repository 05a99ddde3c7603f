import { createHash } from 'node:crypto';

/** A request that may be sent again. The same key stands for the same fingerprint, or the key is refused. */
export type IdempotentRequest = { key: string; fingerprint: string };

const sorted = (_name: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([left], [right]) => (left < right ? -1 : 1)))
    : value;

/** The order of a body's members does not make another request. */
export const idempotentRequest = (key: string | undefined, body: object): IdempotentRequest | undefined =>
  key === undefined
    ? undefined
    : { key, fingerprint: createHash('sha256').update(JSON.stringify(body, sorted)).digest('hex') };

import type { Change, Document, Items } from './items.ts';

/** Limits of a transactional batch: 100 operations and 2 MB, of which the envelope takes some. */
const MAX_CHANGES = 100;
const MAX_BYTES = 1_800_000;

const sizeOf = (change: Change<Document>): number => Buffer.byteLength(JSON.stringify(change)) + 200;

/** Changes in the order given, as many in a batch as fit. */
export const batchesOf = <T extends Document>(changes: readonly Change<T>[]): Change<T>[][] => {
  const batches: Change<T>[][] = [];
  let bytes = 0;
  for (const change of changes) {
    const size = sizeOf(change);
    const current = batches.at(-1);
    if (current && current.length < MAX_CHANGES && bytes + size <= MAX_BYTES) {
      current.push(change);
      bytes += size;
    } else {
      batches.push([change]);
      bytes = size;
    }
  }
  return batches;
};

/** Writes one batch after another; false at the first that met a conflict, with those before it written. */
export const inBatches = async <T extends Document>(
  items: Items,
  pk: string,
  changes: readonly Change<T>[],
): Promise<boolean> => {
  for (const batch of batchesOf(changes)) if (!(await items.batch(pk, batch))) return false;
  return true;
};

import type { Container } from '@azure/cosmos';

import { deleteItem, type Item } from './cosmos-item.ts';

/** Items that are read at a time. */
const batchSize = 100;

/** A claim goes before the marker that it was fulfilled: a claim alone would be fulfilled again. */
const kinds = ['$claim', '$request', '$inbox'] as const;

const batchOf = async (container: Container, kind: string, before: Date): Promise<Item[]> => {
  const { resources } = await container.items
    .query<Item>({
      query: `SELECT TOP ${batchSize} * FROM c WHERE c["$kind"] = @kind AND c["_ts"] < @before`,
      parameters: [
        { name: '@kind', value: kind },
        { name: '@before', value: Math.floor(before.getTime() / 1_000) },
      ],
    })
    .fetchAll();
  return resources;
};

/** Forgets the requests and the events that were done before an instant. Answers how many items are gone. */
export const forgetItems = async (container: Container, before: Date): Promise<number> => {
  let gone = 0;
  for (const kind of kinds) {
    let batch = await batchOf(container, kind, before);
    while (batch.length > 0) {
      for (const { id, partitionKey } of batch) await deleteItem(container, id, partitionKey);
      gone += batch.length;
      batch = await batchOf(container, kind, before);
    }
  }
  return gone;
};

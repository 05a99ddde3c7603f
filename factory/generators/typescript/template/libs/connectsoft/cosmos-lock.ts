import { createHash } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';

import type { Container } from '@azure/cosmos';

import { createItem, deleteItem, readItem, replaceItem, type Item } from './cosmos-item.ts';
import { inOrder, type Exclusively } from './exclusively.ts';

/** Milliseconds after which a lock is taken from an owner that died, longer than any request takes. */
const duration = 60_000;

/** Milliseconds between two tries, and until a request gives up. */
const pause = 25;
const patience = 20_000;

type LockItem = Item & { owner: string };

/** For many processes: a key is an item that one of them creates, and deletes when it has done its work. */
export const cosmosLock = (container: Container): Exclusively => {
  const take = async (wanted: LockItem): Promise<boolean> => {
    if (await createItem(container, wanted)) return true;
    const present = await readItem<LockItem>(container, wanted.id, wanted.partitionKey);
    const isAbandoned = present !== undefined && Date.now() - present.writtenAt > duration;
    return isAbandoned && replaceItem(container, wanted, present.etag);
  };
  const release = async ({ id, partitionKey, owner }: LockItem): Promise<void> => {
    const present = await readItem<LockItem>(container, id, partitionKey);
    if (present?.item.owner === owner) await deleteItem(container, id, partitionKey);
  };
  return inOrder(async (key, work) => {
    const hash = createHash('sha256').update(key).digest('hex');
    const owner = crypto.randomUUID();
    const item: LockItem = { id: 'lock', partitionKey: `lock:${hash}`, $kind: '$lock', owner };
    const deadline = Date.now() + patience;
    while (!(await take(item))) {
      if (Date.now() > deadline) throw new Error(`Nobody gave up the lock ${key} in time.`);
      await setTimeout(pause);
    }
    try {
      return await work();
    } finally {
      await release(item);
    }
  });
};

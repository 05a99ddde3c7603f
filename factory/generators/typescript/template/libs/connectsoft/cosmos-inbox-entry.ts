import { createHash } from 'node:crypto';

import type { Item } from './cosmos-item.ts';

/** Ids must not have every character that keys may have. */
export const inboxId = (key: string): string => `applied:${createHash('sha256').update(key).digest('hex')}`;

/** That an event was applied, in the partition of what it changed. */
export const inboxEntry = (key: string, partitionKey: string): Item => ({
  id: inboxId(key),
  partitionKey,
  $kind: '$inbox',
});

import { createHash } from 'node:crypto';

import type { Container } from '@azure/cosmos';

import type { DocumentItem } from './cosmos-collection.ts';
import { createItem, deleteItem, readItem, replaceItem, type Item } from './cosmos-item.ts';
import type { CollectionDefinition } from './document-collection.ts';
import { DuplicateValueError } from './domain-error.ts';

/**
 * Cosmos DB keeps values unique within a partition only. So a value is reserved by an item in a partition of its own,
 * before the document that has it is written.
 */
type Reservation = Item & { field: string; owner: { id: string; partitionKey: string } };

/** Milliseconds in which a reservation may be without its document: longer than any request takes. */
const grace = 60_000;

const valueOf = (item: { $state: object } | undefined, field: string): unknown =>
  item && Object.getOwnPropertyDescriptor(item.$state, field)?.value;

export const reservationsOf = (
  { name, unique }: CollectionDefinition,
  item: DocumentItem<object>,
): Reservation[] =>
  unique.flatMap((field) => {
    const value = valueOf(item, field);
    if (value === undefined) return [];
    const hash = createHash('sha256')
      .update(JSON.stringify([name, field, value]))
      .digest('hex');
    const owner = { id: item.id, partitionKey: item.partitionKey };
    return [{ id: 'reservation', partitionKey: `unique:${hash}`, $kind: '$reservation', field, owner }];
  });

/** True when it was taken now, false when its owner already had it. Throws DuplicateValueError. */
const reserve = async (container: Container, wanted: Reservation, value: unknown): Promise<boolean> => {
  if (await createItem(container, wanted)) return true;
  const { field, id, partitionKey } = wanted;
  const present = await readItem<Reservation>(container, id, partitionKey);
  if (!present) return reserve(container, wanted, value);
  const { owner } = present.item;
  if (owner.id === wanted.owner.id) return false;
  const holder = await readItem<DocumentItem<object>>(container, owner.id, owner.partitionKey);
  const isAbandoned = valueOf(holder?.item, field) !== value && Date.now() - present.writtenAt > grace;
  if (isAbandoned && (await replaceItem(container, wanted, present.etag))) return true;
  throw new DuplicateValueError(field);
};

/** Reserves the unique values of a document, all or none, and returns those that it did not have before. */
export const reserveValues = async (
  container: Container,
  definition: CollectionDefinition,
  item: DocumentItem<object>,
): Promise<Reservation[]> => {
  const taken: Reservation[] = [];
  try {
    for (const wanted of reservationsOf(definition, item))
      if (await reserve(container, wanted, valueOf(item, wanted.field))) taken.push(wanted);
  } catch (error) {
    await releaseValues(container, taken);
    throw error;
  }
  return taken;
};

export const releaseValues = async (
  container: Container,
  reservations: readonly Reservation[],
): Promise<void> => {
  for (const { id, partitionKey, owner } of reservations) {
    const present = await readItem<Reservation>(container, id, partitionKey);
    if (present?.item.owner.id === owner.id) await deleteItem(container, id, partitionKey);
  }
};

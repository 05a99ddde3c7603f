import type { Container } from '@azure/cosmos';

import type { CloudEvent } from './cloud-event.ts';
import { bodyOf, deleteItem, replaceItem, writeBatch, type Item } from './cosmos-item.ts';
import type { CosmosLease } from './cosmos-lease.ts';
import type { Outbox } from './outbox.ts';

type OutboxItem = Item & { event: CloudEvent };

/** The entry of an event, in the partition of the aggregate that it is about. */
export const outboxEntry = (event: CloudEvent, partitionKey: string): OutboxItem => ({
  id: event.id,
  partitionKey,
  $kind: '$outbox',
  event,
});

/** One process at a time publishes: the one that holds the lease. */
export class CosmosOutbox implements Outbox {
  readonly #container: Container;
  readonly #lease: CosmosLease;
  readonly #places = new WeakMap<CloudEvent, string>();

  constructor(container: Container, lease: CosmosLease) {
    this.#container = container;
    this.#lease = lease;
  }

  async pending(limit: number): Promise<CloudEvent[]> {
    if (!(await this.#lease.hold())) return [];
    const { resources } = await this.#container.items
      .query<OutboxItem>({
        query: `SELECT TOP ${limit} * FROM c WHERE c["$kind"] = @kind ORDER BY c["id"] ASC`,
        parameters: [{ name: '@kind', value: '$outbox' }],
      })
      .fetchAll();
    return resources.map(({ event, partitionKey }) => {
      this.#places.set(event, partitionKey);
      return event;
    });
  }

  async settle(event: CloudEvent): Promise<void> {
    const partitionKey = this.#places.get(event);
    if (partitionKey === undefined) throw new Error(`Event ${event.id} is not pending.`);
    await deleteItem(this.#container, event.id, partitionKey);
  }

  async bury(event: CloudEvent, reason: string): Promise<void> {
    const partitionKey = this.#places.get(event);
    if (partitionKey === undefined) throw new Error(`Event ${event.id} is not pending.`);
    const letter = { ...outboxEntry(event, partitionKey), $kind: '$dead-letter', reason };
    const { id } = event;
    await writeBatch(this.#container, partitionKey, [
      { operationType: 'Replace', id, resourceBody: bodyOf(letter) },
    ]);
  }

  async redrive(): Promise<number> {
    const { resources } = await this.#container.items
      .query<OutboxItem & { _etag: string }>({
        query: 'SELECT * FROM c WHERE c["$kind"] = @kind',
        parameters: [{ name: '@kind', value: '$dead-letter' }],
      })
      .fetchAll();
    const taken = await Promise.all(
      resources.map(({ event, partitionKey, _etag: etag }) =>
        replaceItem(this.#container, outboxEntry(event, partitionKey), etag),
      ),
    );
    return taken.filter(Boolean).length;
  }
}

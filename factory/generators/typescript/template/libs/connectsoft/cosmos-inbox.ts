import type { Container } from '@azure/cosmos';

import type { DomainEvent } from './aggregate-root.ts';
import type { Envelope } from './cloud-event.ts';
import { inboxEntry, inboxId } from './cosmos-inbox-entry.ts';
import { bodyOf, writeBatch } from './cosmos-item.ts';
import { outboxEntry } from './cosmos-outbox.ts';
import type { Inbox } from './inbox.ts';

export class CosmosInbox implements Inbox {
  readonly #container: Container;
  readonly #envelope: Envelope;

  constructor(container: Container, envelope: Envelope) {
    this.#container = container;
    this.#envelope = envelope;
  }

  /** Looks in every partition: the key lies where the change was made. */
  async has(key: string): Promise<boolean> {
    const { resources } = await this.#container.items
      .query<{ id: string }>({
        query: 'SELECT TOP 1 * FROM c WHERE c["$kind"] = @kind AND c["id"] = @id',
        parameters: [
          { name: '@kind', value: '$inbox' },
          { name: '@id', value: inboxId(key) },
        ],
      })
      .fetchAll();
    return resources.length > 0;
  }

  async remember(key: string, events: readonly DomainEvent[]): Promise<void> {
    const partitionKey = inboxId(key);
    const items = [
      inboxEntry(key, partitionKey),
      ...events.map((event) => outboxEntry(this.#envelope(event), partitionKey)),
    ];
    const status = await writeBatch(
      this.#container,
      partitionKey,
      items.map((item) => ({ operationType: 'Create', resourceBody: bodyOf(item) })),
    );
    // 409: it was remembered before, with its events.
    if (status !== 200 && status !== 409)
      throw new Error(`Cosmos DB refused the batch with status ${status}.`);
  }
}

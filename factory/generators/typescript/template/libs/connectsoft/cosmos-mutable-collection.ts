import type { OperationInput } from '@azure/cosmos';

import type { DomainEvent } from './aggregate-root.ts';
import { CosmosCollection, type DocumentItem } from './cosmos-collection.ts';
import { bodyOf, writeBatch, type Stored } from './cosmos-item.ts';
import { releaseValues, reservationsOf, reserveValues } from './cosmos-reservation.ts';
import type { StoredDocument } from './document-collection.ts';
import { ConcurrentChangeError } from './domain-error.ts';
import type { MutableCollection } from './mutable-collection.ts';

export class CosmosMutableCollection<State extends object>
  extends CosmosCollection<State>
  implements MutableCollection<State>
{
  async replace(
    { id, version, state }: StoredDocument<State>,
    events: readonly DomainEvent[],
  ): Promise<StoredDocument<State>> {
    const current = await this.#current(id, version);
    const changed: DocumentItem<State> = { ...current.item, $version: version + 1, $state: state };
    const reserved = await reserveValues(this.container, this.definition, changed);
    await this.#write(
      current,
      { operationType: 'Replace', id, resourceBody: bodyOf(changed), ifMatch: current.etag },
      events,
      reserved,
    );
    const kept = new Set(reservationsOf(this.definition, changed).map(({ partitionKey }) => partitionKey));
    const given = reservationsOf(this.definition, current.item);
    await releaseValues(
      this.container,
      given.filter(({ partitionKey }) => !kept.has(partitionKey)),
    );
    return { id, version: version + 1, state };
  }

  async delete({ id, version }: StoredDocument<State>, events: readonly DomainEvent[]): Promise<void> {
    const current = await this.#current(id, version);
    const deletion = { operationType: 'Delete', id, ifMatch: current.etag } as const;
    await this.#write(current, deletion, events, []);
    await releaseValues(this.container, reservationsOf(this.definition, current.item));
  }

  async #current(id: string, version: number): Promise<Stored<DocumentItem<State>>> {
    const current = await this.stored(id);
    if (current?.item.$version !== version) throw new ConcurrentChangeError();
    return current;
  }

  async #write(
    { item: { partitionKey } }: Stored<DocumentItem<State>>,
    change: OperationInput,
    events: readonly DomainEvent[],
    reserved: ReturnType<typeof reservationsOf>,
  ): Promise<void> {
    const operations = [change, ...this.creatingEvents(events, partitionKey)];
    const status = await writeBatch(this.container, partitionKey, operations);
    if (status === 200) return;
    await releaseValues(this.container, reserved);
    if (status === 412 || status === 404) throw new ConcurrentChangeError();
    throw new Error(`Cosmos DB refused the batch with status ${status}.`);
  }
}

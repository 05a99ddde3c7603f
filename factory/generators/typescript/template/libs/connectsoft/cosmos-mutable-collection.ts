import { createHash } from 'node:crypto';

import type { OperationInput } from '@azure/cosmos';

import type { DomainEvent } from './aggregate-root.ts';
import { CosmosCollection, type DocumentItem } from './cosmos-collection.ts';
import { bodyOf, readItem, writeBatch, type Item, type Stored } from './cosmos-item.ts';
import { releaseValues, reservationsOf, reserveValues } from './cosmos-reservation.ts';
import type { StoredDocument } from './document-collection.ts';
import { ConcurrentChangeError, IdempotencyKeyReusedError } from './domain-error.ts';
import type { IdempotentRequest } from './idempotency.ts';
import type { MutableCollection } from './mutable-collection.ts';

/** What a request made of a document, beside it and written with it. */
type Outcome<State> = Item & { fingerprint: string; document: StoredDocument<State> };

/** Ids must not have every character that keys may have. */
const outcomeId = (id: string, key: string): string =>
  `request:${createHash('sha256')
    .update(JSON.stringify([id, key]))
    .digest('hex')}`;

export class CosmosMutableCollection<State extends object>
  extends CosmosCollection<State>
  implements MutableCollection<State>
{
  async replace(
    { id, version, state }: StoredDocument<State>,
    events: readonly DomainEvent[],
    request?: IdempotentRequest,
  ): Promise<StoredDocument<State>> {
    const document = { id, version: version + 1, state };
    const current = await this.#current(id, version);
    const changed: DocumentItem<State> = { ...current.item, $version: version + 1, $state: state };
    const reserved = await reserveValues(this.container, this.definition, changed);
    await this.#write(
      current,
      [
        { operationType: 'Replace', id, resourceBody: bodyOf(changed), ifMatch: current.etag },
        ...this.#remembering(current, request, document),
      ],
      events,
      reserved,
    );
    const kept = new Set(reservationsOf(this.definition, changed).map(({ partitionKey }) => partitionKey));
    const given = reservationsOf(this.definition, current.item);
    await releaseValues(
      this.container,
      given.filter(({ partitionKey }) => !kept.has(partitionKey)),
    );
    return document;
  }

  async replaced(
    id: string,
    request: IdempotentRequest | undefined,
  ): Promise<StoredDocument<State> | undefined> {
    const current = request && (await this.stored(id));
    if (!current) return undefined;
    const { partitionKey } = current.item;
    const found = await readItem<Outcome<State>>(this.container, outcomeId(id, request.key), partitionKey);
    if (found && found.item.fingerprint !== request.fingerprint) throw new IdempotencyKeyReusedError();
    return found?.item.document;
  }

  async delete({ id, version }: StoredDocument<State>, events: readonly DomainEvent[]): Promise<void> {
    const current = await this.#current(id, version);
    const deletion = { operationType: 'Delete', id, ifMatch: current.etag } as const;
    await this.#write(current, [deletion], events, []);
    await releaseValues(this.container, reservationsOf(this.definition, current.item));
  }

  async #current(id: string, version: number): Promise<Stored<DocumentItem<State>>> {
    const current = await this.stored(id);
    if (current?.item.$version !== version) throw new ConcurrentChangeError();
    return current;
  }

  #remembering(
    { item: { partitionKey } }: Stored<DocumentItem<State>>,
    request: IdempotentRequest | undefined,
    document: StoredDocument<State>,
  ): OperationInput[] {
    if (!request) return [];
    const { key, fingerprint } = request;
    const id = outcomeId(document.id, key);
    const outcome: Outcome<State> = { id, partitionKey, $kind: '$request', fingerprint, document };
    return [{ operationType: 'Create', resourceBody: bodyOf(outcome) }];
  }

  async #write(
    { item: { partitionKey } }: Stored<DocumentItem<State>>,
    changes: readonly OperationInput[],
    events: readonly DomainEvent[],
    reserved: ReturnType<typeof reservationsOf>,
  ): Promise<void> {
    const operations = [...changes, ...this.creatingEvents(events, partitionKey)];
    const status = await writeBatch(this.container, partitionKey, operations);
    if (status === 200) return;
    await releaseValues(this.container, reserved);
    if (status === 412 || status === 404) throw new ConcurrentChangeError();
    throw new Error(`Cosmos DB refused the batch with status ${status}.`);
  }
}

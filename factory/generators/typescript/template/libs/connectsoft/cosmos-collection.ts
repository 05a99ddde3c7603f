import type { Container, OperationInput, SqlParameter } from '@azure/cosmos';

import type { DomainEvent } from './aggregate-root.ts';
import type { CloudEvent, Envelope } from './cloud-event.ts';
import { inboxEntry } from './cosmos-inbox-entry.ts';
import { bodyOf, createItem, readItem, storedOf, writeBatch, type Item, type Stored } from './cosmos-item.ts';
import { outboxEntry } from './cosmos-outbox.ts';
import { releaseValues, reserveValues } from './cosmos-reservation.ts';
import type {
  CollectionDefinition,
  Criterion,
  DocumentCollection,
  StoredDocument,
} from './document-collection.ts';
import { IdempotencyKeyReusedError } from './domain-error.ts';
import type { IdempotentRequest } from './idempotency.ts';
import { pageOf, type Page, type PageRequest } from './page.ts';
import { currentContext } from './request-context.ts';
import { isUuid } from './uuid.ts';

/** Documents that an export reads at a time. */
const batchSize = 500;

export type DocumentItem<State> = Item & { $version: number; $state: State };

/** A document and its events, before they are written. */
type Write<State> = { document: StoredDocument<State>; events: CloudEvent[] };

/** Who claimed an idempotency key, and for which write. */
type Claim<State> = Item & Write<State> & { fingerprint: string };

const claimId = 'claim';

/** Beside a document: the request that created it is done. */
const markerId = ({ id }: { id: string }): string => `request:${id}`;

const documentOf = <State>({ id, $version, $state }: DocumentItem<State>): StoredDocument<State> => ({
  id,
  version: $version,
  state: $state,
});

const creating = (item: Item): OperationInput => ({ operationType: 'Create', resourceBody: bodyOf(item) });

/** A collection in Cosmos DB. A document and its outbox entries share a partition and are written in one batch. */
export class CosmosCollection<State extends object> implements DocumentCollection<State> {
  protected readonly container: Container;
  protected readonly definition: CollectionDefinition;
  readonly #envelope: Envelope;

  constructor(container: Container, definition: CollectionDefinition, envelope: Envelope) {
    this.container = container;
    this.definition = definition;
    this.#envelope = envelope;
  }

  async insert(
    id: string,
    state: State,
    events: readonly DomainEvent[],
    request?: IdempotentRequest,
  ): Promise<StoredDocument<State>> {
    const write: Write<State> = { document: { id, version: 1, state }, events: events.map(this.#envelope) };
    if (!request) return this.#create(write, []);
    const claimed = await this.#claim(write, request);
    const { document } = claimed;
    const marker = { id: markerId(document), partitionKey: this.#placeOf(document), $kind: '$request' };
    const isRepeated = document.id !== id;
    if (isRepeated && (await readItem(this.container, marker.id, marker.partitionKey))) return document;
    // First of its key, or the first one died between claim and write: then its write is completed here.
    return this.#create(claimed, [marker]);
  }

  async remembered(request: IdempotentRequest | undefined): Promise<StoredDocument<State> | undefined> {
    if (!request) return undefined;
    const claim = await this.#claimed(request);
    if (!claim) return undefined;
    const { document } = claim;
    const marker = await readItem(this.container, markerId(document), this.#placeOf(document));
    return marker && document;
  }

  async find(id: string): Promise<StoredDocument<State> | undefined> {
    const stored = await this.stored(id);
    return stored && documentOf(stored.item);
  }

  async page(
    filter: readonly Criterion[],
    { limit, after }: PageRequest,
  ): Promise<Page<StoredDocument<State>>> {
    return pageOf(await this.#read(filter, 'DESC', limit + 1, after), limit);
  }

  async *stream(filter: readonly Criterion[]): AsyncIterable<StoredDocument<State>> {
    let batch = await this.#read(filter, 'ASC', batchSize);
    while (batch.length > 0) {
      yield* batch;
      batch = await this.#read(filter, 'ASC', batchSize, batch.at(-1)?.id);
    }
  }

  protected async stored(id: string): Promise<Stored<DocumentItem<State>> | undefined> {
    if (!isUuid(id)) return undefined;
    if (this.definition.partitionKey === 'id') return readItem<DocumentItem<State>>(this.container, id, id);
    const { resources } = await this.container.items
      .query<DocumentItem<State> & { _etag: string; _ts: number }>({
        query: 'SELECT * FROM c WHERE c["$kind"] = @kind AND c["id"] = @id',
        parameters: [
          { name: '@kind', value: this.definition.name },
          { name: '@id', value: id },
        ],
      })
      .fetchAll();
    return resources[0] && storedOf(resources[0]);
  }

  /** What is written with a change: its events, and that the event which it applies was applied. */
  protected creatingEvents(events: readonly DomainEvent[], partitionKey: string): OperationInput[] {
    const applied = currentContext()?.applied;
    return [
      ...events.map((event) => outboxEntry(this.#envelope(event), partitionKey)),
      ...(applied === undefined ? [] : [inboxEntry(applied, partitionKey)]),
    ].map(creating);
  }

  async #create({ document, events }: Write<State>, others: Item[]): Promise<StoredDocument<State>> {
    const { id, version, state } = document;
    const partitionKey = this.#placeOf(document);
    const item: DocumentItem<State> = {
      id,
      partitionKey,
      $kind: this.definition.name,
      $version: version,
      $state: state,
    };
    const reserved = await reserveValues(this.container, this.definition, item);
    const status = await writeBatch(
      this.container,
      partitionKey,
      [item, ...events.map((event) => outboxEntry(event, partitionKey)), ...others].map(creating),
    );
    // 409: a repetition of the same request was faster and wrote the same document.
    if (status === 200 || (status === 409 && others.length > 0)) return document;
    await releaseValues(this.container, reserved);
    throw new Error(`Cosmos DB refused the batch with status ${status}.`);
  }

  /** The write that owns the key: this one, or the one that came first. */
  async #claim(write: Write<State>, request: IdempotentRequest): Promise<Write<State>> {
    const { fingerprint } = request;
    const partitionKey = this.#placeOfClaim(request);
    const claim: Claim<State> = { id: claimId, partitionKey, $kind: '$claim', fingerprint, ...write };
    if (await createItem(this.container, claim)) return write;
    return (await this.#claimed(request)) ?? this.#claim(write, request);
  }

  async #claimed(request: IdempotentRequest): Promise<Claim<State> | undefined> {
    const place = this.#placeOfClaim(request);
    const found = await readItem<Claim<State>>(this.container, claimId, place);
    if (found && found.item.fingerprint !== request.fingerprint) throw new IdempotencyKeyReusedError();
    return found?.item;
  }

  #placeOfClaim({ key }: IdempotentRequest): string {
    return `request:${this.definition.name}:${key}`;
  }

  #placeOf({ id, state }: StoredDocument<State>): string {
    const value: unknown = Object.getOwnPropertyDescriptor(state, this.definition.partitionKey)?.value;
    return String(value ?? id);
  }

  async #read(
    filter: readonly Criterion[],
    order: 'ASC' | 'DESC',
    limit: number,
    after?: string,
  ): Promise<StoredDocument<State>[]> {
    const conditions = ['c["$kind"] = @kind'];
    const parameters: SqlParameter[] = [{ name: '@kind', value: this.definition.name }];
    for (const [index, { field, operator, value }] of filter.entries()) {
      conditions.push(`c["$state"]["${field}"] ${operator} @value${index}`);
      parameters.push({ name: `@value${index}`, value });
    }
    if (after !== undefined) {
      conditions.push(`c["id"] ${order === 'ASC' ? '>' : '<'} @after`);
      parameters.push({ name: '@after', value: after });
    }
    const query = `SELECT TOP ${limit} * FROM c WHERE ${conditions.join(' AND ')} ORDER BY c["id"] ${order}`;
    const { resources } = await this.container.items
      .query<DocumentItem<State>>({ query, parameters })
      .fetchAll();
    return resources.map(documentOf);
  }
}

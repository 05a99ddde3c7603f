import type { DomainEvent } from './aggregate-root.ts';
import type { IdempotentRequest } from './idempotency.ts';
import type { Page, PageRequest } from './page.ts';

/** State of one aggregate as it is stored. `version` counts its writes from 1. */
export type StoredDocument<State> = { id: string; version: number; state: State };

export type Criterion = { field: string; operator: '=' | '>=' | '<'; value: string | number | boolean };

/** Criteria for the members that a filter has: `{ recordedFrom: ['recordedAt', '>='] }`. */
export const criteriaOf = <Filter extends object>(
  filter: Filter,
  meaning: Readonly<Record<keyof Filter & string, readonly [field: string, operator: Criterion['operator']]>>,
): Criterion[] =>
  Object.entries<readonly [string, Criterion['operator']]>(meaning).flatMap(([name, [field, operator]]) => {
    const value = Object.getOwnPropertyDescriptor(filter, name)?.value as Criterion['value'] | undefined;
    return value === undefined ? [] : [{ field, operator, value }];
  });

export type CollectionDefinition = {
  /** Kebab-case plural of the aggregate. */
  name: string;
  /** Fields whose value no two documents share. */
  unique: readonly string[];
  /** Fields that searches filter by. */
  indexed: readonly string[];
  /** Field whose value at creation places the document, `id` when each document stands alone. */
  partitionKey: string;
  appendOnly: boolean;
};

/** Documents of one aggregate, ordered by id, which is their order of creation. What is written is there at once or not at all. */
export interface DocumentCollection<State extends object> {
  /**
   * Stores a new document with the events of its creation. A request that was stored before stores nothing and gets
   * the document as it was then. Throws DuplicateValueError and IdempotencyKeyReusedError.
   */
  insert(
    id: string,
    state: State,
    events: readonly DomainEvent[],
    request?: IdempotentRequest,
  ): Promise<StoredDocument<State>>;
  /** What an earlier request of the same key stored, as it was then. Throws IdempotencyKeyReusedError. */
  remembered(request: IdempotentRequest | undefined): Promise<StoredDocument<State> | undefined>;
  find(id: string): Promise<StoredDocument<State> | undefined>;
  /** Newest first. */
  page(filter: readonly Criterion[], request: PageRequest): Promise<Page<StoredDocument<State>>>;
  /** Oldest first, read in batches while it is consumed. */
  stream(filter: readonly Criterion[]): AsyncIterable<StoredDocument<State>>;
}

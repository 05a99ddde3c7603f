import type { DomainEvent } from './aggregate-root.ts';
import type { DocumentCollection, StoredDocument } from './document-collection.ts';
import type { IdempotentRequest } from './idempotency.ts';

/** A collection whose documents may change. Both writes throw ConcurrentChangeError unless the version is the stored one. */
export interface MutableCollection<State extends object> extends DocumentCollection<State> {
  /** `version` is the one that the change was based on. Remembers a request with it. Throws DuplicateValueError. */
  replace(
    document: StoredDocument<State>,
    events: readonly DomainEvent[],
    request?: IdempotentRequest,
  ): Promise<StoredDocument<State>>;
  /** What an earlier request of the same key made of a document. Throws IdempotencyKeyReusedError. */
  replaced(id: string, request: IdempotentRequest | undefined): Promise<StoredDocument<State> | undefined>;
  delete(document: StoredDocument<State>, events: readonly DomainEvent[]): Promise<void>;
}

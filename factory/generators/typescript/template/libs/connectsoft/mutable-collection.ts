import type { DomainEvent } from './aggregate-root.ts';
import type { DocumentCollection, StoredDocument } from './document-collection.ts';

/** A collection whose documents may change. Both writes throw ConcurrentChangeError unless the version is the stored one. */
export interface MutableCollection<State extends object> extends DocumentCollection<State> {
  /** `version` is the one that the change was based on. Throws DuplicateValueError. */
  replace(document: StoredDocument<State>, events: readonly DomainEvent[]): Promise<StoredDocument<State>>;
  delete(document: StoredDocument<State>, events: readonly DomainEvent[]): Promise<void>;
}

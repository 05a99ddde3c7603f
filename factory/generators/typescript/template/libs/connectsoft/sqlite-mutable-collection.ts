import type { DomainEvent } from './aggregate-root.ts';
import type { StoredDocument } from './document-collection.ts';
import { ConcurrentChangeError } from './domain-error.ts';
import type { IdempotentRequest } from './idempotency.ts';
import type { MutableCollection } from './mutable-collection.ts';
import { SqliteCollection } from './sqlite-collection.ts';

export class SqliteMutableCollection<State extends object>
  extends SqliteCollection<State>
  implements MutableCollection<State>
{
  async replace(
    { id, version, state }: StoredDocument<State>,
    events: readonly DomainEvent[],
    request?: IdempotentRequest,
  ): Promise<StoredDocument<State>> {
    return this.write((append) => {
      const { changes } = this.database
        .prepare(`UPDATE ${this.table} SET version = version + 1, state = ? WHERE id = ? AND version = ?`)
        .run(JSON.stringify(state), id, version);
      if (changes === 0) throw new ConcurrentChangeError();
      append(events);
      const document = { id, version: version + 1, state };
      this.remember(this.#scopeOf(id), request, document);
      return document;
    });
  }

  async replaced(
    id: string,
    request: IdempotentRequest | undefined,
  ): Promise<StoredDocument<State> | undefined> {
    return this.earlier(this.#scopeOf(id), request);
  }

  #scopeOf(id: string): string {
    return `${this.table}/${id}`;
  }

  async delete({ id, version }: StoredDocument<State>, events: readonly DomainEvent[]): Promise<void> {
    this.write((append) => {
      const { changes } = this.database
        .prepare(`DELETE FROM ${this.table} WHERE id = ? AND version = ?`)
        .run(id, version);
      if (changes === 0) throw new ConcurrentChangeError();
      append(events);
    });
  }
}

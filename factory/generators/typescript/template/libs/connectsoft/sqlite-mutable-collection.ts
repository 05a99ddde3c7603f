import type { DomainEvent } from './aggregate-root.ts';
import type { StoredDocument } from './document-collection.ts';
import { ConcurrentChangeError } from './domain-error.ts';
import type { MutableCollection } from './mutable-collection.ts';
import { SqliteCollection } from './sqlite-collection.ts';

export class SqliteMutableCollection<State extends object>
  extends SqliteCollection<State>
  implements MutableCollection<State>
{
  async replace(
    { id, version, state }: StoredDocument<State>,
    events: readonly DomainEvent[],
  ): Promise<StoredDocument<State>> {
    return this.write((append) => {
      const { changes } = this.database
        .prepare(`UPDATE ${this.table} SET version = version + 1, state = ? WHERE id = ? AND version = ?`)
        .run(JSON.stringify(state), id, version);
      if (changes === 0) throw new ConcurrentChangeError();
      append(events);
      return { id, version: version + 1, state };
    });
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

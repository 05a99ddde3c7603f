import type { DatabaseSync } from 'node:sqlite';

import type { DomainEvent } from './aggregate-root.ts';
import type { Inbox } from './inbox.ts';
import { transaction } from './sqlite-database.ts';
import type { SqliteOutbox } from './sqlite-outbox.ts';

export class SqliteInbox implements Inbox {
  readonly #database: DatabaseSync;
  readonly #outbox: SqliteOutbox;

  constructor(database: DatabaseSync, outbox: SqliteOutbox) {
    this.#database = database;
    this.#outbox = outbox;
  }

  async has(key: string): Promise<boolean> {
    return this.#database.prepare('SELECT 1 FROM _inbox WHERE key = ?').get(key) !== undefined;
  }

  async remember(key: string, events: readonly DomainEvent[]): Promise<void> {
    transaction(this.#database, () => {
      const { changes } = this.#database.prepare('INSERT OR IGNORE INTO _inbox (key) VALUES (?)').run(key);
      if (changes > 0) this.#outbox.append(events);
    });
  }
}

import type { DatabaseSync } from 'node:sqlite';

import type { DomainEvent } from './aggregate-root.ts';
import type { CloudEvent, Envelope } from './cloud-event.ts';
import type { Outbox } from './outbox.ts';
import { currentContext } from './request-context.ts';
import { transaction } from './sqlite-database.ts';

const parsed = (row: unknown) => JSON.parse((row as { event: string }).event) as CloudEvent;

export class SqliteOutbox implements Outbox {
  readonly #database: DatabaseSync;
  readonly #envelope: Envelope;

  constructor(database: DatabaseSync, envelope: Envelope) {
    this.#database = database;
    this.#envelope = envelope;
    database.exec('CREATE TABLE IF NOT EXISTS _outbox (id TEXT PRIMARY KEY, event TEXT NOT NULL) STRICT');
    database.exec(
      'CREATE TABLE IF NOT EXISTS _inbox (key TEXT PRIMARY KEY, at INTEGER NOT NULL DEFAULT (unixepoch())) STRICT',
    );
    database.exec('CREATE INDEX IF NOT EXISTS _inbox_at ON _inbox (at)');
    database.exec(
      'CREATE TABLE IF NOT EXISTS _dead_letters (id TEXT PRIMARY KEY, event TEXT NOT NULL, reason TEXT NOT NULL) STRICT',
    );
  }

  /** Called within the transaction of the change, with which it also remembers the event that the change applies. */
  append(events: readonly DomainEvent[]): void {
    const applied = currentContext()?.applied;
    if (applied !== undefined)
      this.#database.prepare('INSERT OR IGNORE INTO _inbox (key) VALUES (?)').run(applied);
    const insert = this.#database.prepare('INSERT INTO _outbox (id, event) VALUES (?, ?)');
    for (const event of events.map(this.#envelope)) insert.run(event.id, JSON.stringify(event));
  }

  async pending(limit: number): Promise<CloudEvent[]> {
    return this.#database.prepare('SELECT event FROM _outbox ORDER BY id LIMIT ?').all(limit).map(parsed);
  }

  async settle({ id }: CloudEvent): Promise<void> {
    this.#database.prepare('DELETE FROM _outbox WHERE id = ?').run(id);
  }

  async bury(event: CloudEvent, reason: string): Promise<void> {
    transaction(this.#database, () => {
      this.#database
        .prepare('INSERT OR REPLACE INTO _dead_letters (id, event, reason) VALUES (?, ?, ?)')
        .run(event.id, JSON.stringify(event), reason);
      this.#database.prepare('DELETE FROM _outbox WHERE id = ?').run(event.id);
    });
  }

  async redrive(): Promise<number> {
    return transaction(this.#database, () => {
      this.#database.exec('INSERT OR IGNORE INTO _outbox (id, event) SELECT id, event FROM _dead_letters');
      return Number(this.#database.prepare('DELETE FROM _dead_letters').run().changes);
    });
  }
}

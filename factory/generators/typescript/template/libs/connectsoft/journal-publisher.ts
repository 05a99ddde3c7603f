import type { DatabaseSync } from 'node:sqlite';

import type { CloudEvent } from './cloud-event.ts';
import type { EventPublisher } from './outbox.ts';

/** Keeps published events in a table, for a service that runs without a message broker. */
export class JournalPublisher implements EventPublisher {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
    database.exec('CREATE TABLE IF NOT EXISTS _journal (id TEXT PRIMARY KEY, event TEXT NOT NULL) STRICT');
  }

  async publish(event: CloudEvent): Promise<void> {
    this.#database
      .prepare('INSERT INTO _journal (id, event) VALUES (?, ?) ON CONFLICT (id) DO NOTHING')
      .run(event.id, JSON.stringify(event));
  }

  /** Everything that was published, oldest first. */
  async published(): Promise<CloudEvent[]> {
    const rows = this.#database.prepare('SELECT event FROM _journal ORDER BY id').all();
    return rows.map((row) => JSON.parse((row as { event: string }).event) as CloudEvent);
  }

  async close(): Promise<void> {
    // The database belongs to whoever opened it.
  }
}

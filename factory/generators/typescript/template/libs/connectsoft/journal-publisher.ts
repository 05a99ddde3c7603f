import type { DatabaseSync } from 'node:sqlite';

import type { CloudEvent } from './cloud-event.ts';
import type { EventPublisher } from './outbox.ts';
import { openDatabase } from './sqlite-database.ts';

/** Keeps published events in a file, for a service that runs without a message broker. */
export class JournalPublisher implements EventPublisher {
  readonly #database: DatabaseSync;

  constructor(file: string) {
    this.#database = openDatabase(file);
    this.#database.exec(
      'CREATE TABLE IF NOT EXISTS journal (id TEXT PRIMARY KEY, event TEXT NOT NULL) STRICT',
    );
  }

  async publish(event: CloudEvent): Promise<void> {
    this.#database
      .prepare('INSERT INTO journal (id, event) VALUES (?, ?) ON CONFLICT (id) DO NOTHING')
      .run(event.id, JSON.stringify(event));
  }

  /** Everything that was published, oldest first. */
  published(): CloudEvent[] {
    const rows = this.#database.prepare('SELECT event FROM journal ORDER BY id').all();
    return rows.map((row) => JSON.parse((row as { event: string }).event) as CloudEvent);
  }

  async close(): Promise<void> {
    this.#database.close();
  }
}

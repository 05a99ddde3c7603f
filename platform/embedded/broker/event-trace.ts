import { join } from 'node:path';

import { inTransaction, openDatabase } from '../bus/open-database.ts';

const FORMAT = 1;

const SCHEMA = `
  CREATE TABLE hop (
    namespace TEXT NOT NULL, id TEXT NOT NULL, topic TEXT NOT NULL,
    type TEXT NOT NULL, source TEXT NOT NULL, subject TEXT NOT NULL, correlation_id TEXT NOT NULL, at INTEGER NOT NULL,
    PRIMARY KEY (namespace, id)
  );
  CREATE INDEX hop_correlation ON hop (namespace, correlation_id);
  CREATE TABLE settled (
    namespace TEXT NOT NULL, id TEXT NOT NULL, subscription TEXT NOT NULL, outcome TEXT NOT NULL, at INTEGER NOT NULL,
    PRIMARY KEY (namespace, id, subscription)
  );
`;

/** How a delivery ended: applied, or put aside with the consumer's reason. */
export type SettledDelivery = { subscription: string; outcome: 'completed' | 'dead-lettered'; at: string };

/** An event that was published, and where it went. Times are RFC 3339. */
export type TracedEvent = {
  id: string;
  topic: string;
  type: string;
  source: string;
  subject: string;
  correlationId: string;
  at: string;
  deliveries: SettledDelivery[];
};

/** What went through the broker, by namespace. It is kept when the messages themselves are gone. */
export type EventTrace = {
  /** An event is recorded once, whoever sends it again. */
  published(namespace: string, event: Omit<TracedEvent, 'deliveries'>): void;
  settled(namespace: string, id: string, delivery: SettledDelivery): void;
  /** In the order of publication. */
  hops(namespace: string, correlationId: string): TracedEvent[];
  close(): void;
};

const iso = (at: number): string => new Date(at).toISOString();

export const createEventTrace = (directory: string): EventTrace => {
  const database = openDatabase(join(directory, 'trace.db'), FORMAT, SCHEMA);
  const publish = database.prepare('INSERT OR IGNORE INTO hop VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
  const settle = database.prepare('INSERT OR IGNORE INTO settled VALUES (?, ?, ?, ?, ?)');
  const hops = database.prepare(
    'SELECT id, topic, type, source, subject, correlation_id, at FROM hop WHERE namespace = ? AND correlation_id = ? ORDER BY at, rowid',
  );
  const deliveries = database.prepare(
    'SELECT subscription, outcome, at FROM settled WHERE namespace = ? AND id = ? ORDER BY at, subscription',
  );
  return {
    published: (namespace, { id, topic, type, source, subject, correlationId, at }) =>
      void inTransaction(database, () =>
        publish.run(namespace, id, topic, type, source, subject, correlationId, Date.parse(at)),
      ),
    settled: (namespace, id, { subscription, outcome, at }) =>
      void inTransaction(database, () => settle.run(namespace, id, subscription, outcome, Date.parse(at))),
    hops: (namespace, correlationId) =>
      (hops.all(namespace, correlationId) as HopRow[]).map(({ correlation_id, at, ...hop }) => ({
        ...hop,
        correlationId: correlation_id,
        at: iso(at),
        deliveries: (deliveries.all(namespace, hop.id) as SettledRow[]).map((settled) => ({
          ...settled,
          at: iso(settled.at),
        })),
      })),
    close: () => database.close(),
  };
};

type HopRow = Omit<TracedEvent, 'deliveries' | 'correlationId' | 'at'> & {
  correlation_id: string;
  at: number;
};
type SettledRow = Omit<SettledDelivery, 'at'> & { at: number };

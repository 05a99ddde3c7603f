import type { KnowledgeEntry } from './knowledge-entry.ts';

/** Reviewed patterns of architecture: when each fits, what to do, what follows. None of them decides by a name. */
export const architecturePatterns: readonly KnowledgeEntry[] = [
  {
    id: 'pattern/append-only-log',
    title: 'Append-only log',
    kind: 'pattern',
    text: 'Fits when records state that something happened: they are logged, recorded, part of a trail, a journal or a history. Create, get, search and export; no update, no delete. Search by who, what, on what and by period, newest first. Corrections are further records. Export as CSV and NDJSON, oldest first. Retention is the owner’s decision and belongs to the aggregate, not to a cleanup script.',
  },
  {
    id: 'pattern/plain-aggregate',
    title: 'Plain aggregate',
    kind: 'pattern',
    text: 'Fits when a thing is kept with attributes and put right over time: a register, a catalogue, a list that is maintained. Create, get, search, update and remove as asked. A version per aggregate, shown as ETag; update and remove take If-Match and refuse a stale one. An attribute that identifies the thing is unique.',
  },
  {
    id: 'pattern/transactional-outbox',
    title: 'Transactional outbox',
    kind: 'pattern',
    text: 'Fits whenever a change must be known elsewhere. The event is written in the transaction of the change and published by a relay, at least once, in order per aggregate. Consumers recognise a repeated event by its id. Publishing directly after the write loses events in a crash.',
  },
  {
    id: 'pattern/idempotent-write',
    title: 'Idempotent write',
    kind: 'pattern',
    text: 'Fits every create that a client may repeat. The client sends an Idempotency-Key; the key and a hash of the body are kept in the transaction of the write. Same key, same body: the first answer again. Same key, other body: refused with 422.',
  },
  {
    id: 'pattern/cursor-paging',
    title: 'Cursor paging',
    kind: 'pattern',
    text: 'Fits lists that grow while people page through them. The cursor is opaque and holds the sort position of the last item (time of recording and id), never an offset. Every item of the first moment is seen exactly once, whatever is written meanwhile.',
  },
  {
    id: 'pattern/streamed-export',
    title: 'Streamed export',
    kind: 'pattern',
    text: 'Fits data that is handed over. Stream page by page in constant memory, with the filters of the search. CSV as RFC 4180; a value that begins with =, +, -, @, tab or carriage return is prefixed with an apostrophe, so that a spreadsheet runs no formula. NDJSON has one document per line.',
  },
  {
    id: 'pattern/partition-by-identity',
    title: 'Partition by identity',
    kind: 'pattern',
    text: 'Fits aggregates that are read and written one at a time in a partitioned document store such as Cosmos DB. The id is the partition key: point reads, even spread, and one batch for state, outbox and idempotency record. Searches fan out over indexed filters. A filter attribute as key is chosen only when nearly every query names it and none of its values dominates.',
  },
];

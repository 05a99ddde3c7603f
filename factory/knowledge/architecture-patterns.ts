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
  {
    id: 'pattern/service-per-language',
    title: 'One service per language',
    kind: 'pattern',
    text: 'Fits when a text names several parts with words of their own: orders, payments, shipping. Cut where people mean different things by the same word, where things change for different reasons, or where another system stands behind. Each service owns its data; others know only ids. Do not cut where two things are always changed together.',
  },
  {
    id: 'pattern/choreography',
    title: 'Choreography by events',
    kind: 'pattern',
    text: 'Fits a process across services where each step has one next step: order placed, stock reserved, payment requested. Each service reacts to what others publish and publishes what it did; nobody commands. Every refusal has a path that ends and gives back what was taken. The process is written down as a whole although no service holds it.',
  },
  {
    id: 'pattern/reservation',
    title: 'Reservation of a stock',
    kind: 'pattern',
    text: 'Fits a number that several take from at once: seats, copies, goods. Reserve under the key of who asks, all or nothing, in one transaction; release by the same key; doing either twice changes nothing. The number never goes below zero, whatever arrives at the same time.',
  },
  {
    id: 'pattern/external-port',
    title: 'Port to an external system',
    kind: 'pattern',
    text: 'Fits whatever we do not build: payment providers, carriers, mail. One port in the words of the domain, one adapter, one test double. Time-out and retries are stated; unreachable is not refused: the event comes back later. The answer becomes a transition of our own thing, so that the rest of the process does not know the system.',
  },
  {
    id: 'pattern/ledger',
    title: 'Ledger',
    kind: 'pattern',
    text: 'Fits balances that move: points, money, hours. Postings in and out, never a balance that is set. The balance is the sum of postings, has a floor that is checked in the same transaction, and expires oldest first. A repeated posting with the same key counts once.',
  },
  {
    id: 'pattern/life-cycle',
    title: 'Life cycle',
    kind: 'pattern',
    text: 'Fits things that are drafted, sent, paid or cancelled. States and the transitions between them are written down once; a transition from a state that does not allow it is refused and changes nothing. The time of entry into each state is kept. What the clock does is a transition, too.',
  },
];

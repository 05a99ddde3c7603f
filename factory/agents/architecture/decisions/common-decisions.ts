import type { Draft } from './draft.ts';

/** Taken for every service. */
export const STORE_DECISIONS: readonly Draft[] = [
  {
    title: 'Documents in Cosmos DB, partitioned by id',
    context:
      'Each aggregate is read and written as a whole, and its events must be written in the same transaction.',
    decision:
      'One container in Cosmos DB (NoSQL) with the aggregate’s id as partition key. An aggregate, its outbox entries and its idempotency record share the partition, so one batch writes them all or none.',
    consequences: [
      'Writes and reads by id are point operations and spread evenly, whatever the data.',
      'A search fans out over partitions; its filters are indexed.',
    ],
    alternatives: [
      {
        option: 'A filter attribute as partition key',
        rejectedBecause: 'one busy value would become a hot partition, and a logical partition ends at 20 GB',
      },
      {
        option: 'PostgreSQL',
        rejectedBecause: 'nothing in the plan needs joins or transactions over several aggregates',
      },
    ],
  },
  {
    title: 'An embedded store for development and tests',
    context: 'The service has to start and be tested on a laptop, without an account and without a network.',
    decision:
      'The repository port has two implementations that pass the same tests: SQLite in a file, and Cosmos DB. Configuration chooses.',
    consequences: [
      'Tests run against a real store and survive restarts.',
      'Only what both stores can do may be used.',
    ],
    alternatives: [
      {
        option: 'The Cosmos DB emulator',
        rejectedBecause: 'it is large, slow to start and does not run everywhere',
      },
    ],
  },
];

/** How callers are known, and what they may. */
export const CALLER_DECISIONS: readonly Draft[] = [
  {
    title: 'Callers prove who they are by bearer tokens',
    context:
      'Data belongs to people and organisations: no operation may be open to whoever reaches the port, and no header that a caller may invent may say who it is.',
    decision:
      'Every business operation, over HTTP and gRPC, takes a JWT of one identity provider, checked before anything else of the request: signature by a pinned algorithm, issuer, audience, time. Its claims name the actor and its roles; use cases check roles and owners. In development mode the service issues tokens itself, signed with a key of its own.',
    consequences: [
      'The same check runs on a laptop, in tests and in production; only the issuer differs.',
      'Outside development mode the service does not start without an issuer.',
      'Only the contract and the health checks are open.',
    ],
    alternatives: [
      {
        option: 'Trust a gateway’s headers',
        rejectedBecause: 'whoever gets past the gateway is anybody',
      },
      {
        option: 'API keys',
        rejectedBecause: 'they name a program, not a person with roles, and do not expire by themselves',
      },
    ],
  },
];

/** How what it does reaches others. */
export const EXCHANGE_DECISIONS: readonly Draft[] = [
  {
    title: 'Events leave through an outbox',
    context:
      'Other services want to know what happened here; a message that is sent beside the transaction gets lost or lies.',
    decision:
      'Every change writes its event into an outbox in the same transaction. A relay publishes it as CloudEvents on a topic, at least once, in order for each aggregate.',
    consequences: [
      'No event without a change, no change without an event.',
      'Consumers must tolerate an event that comes twice; its id stays the same.',
    ],
    alternatives: [
      {
        option: 'Publish directly after the write',
        rejectedBecause: 'a crash between the two loses the event',
      },
    ],
  },
  {
    title: 'Writes are idempotent',
    context: 'A client that gets no answer sends again. Without help that makes two of one.',
    decision:
      'A create takes an Idempotency-Key. The same key and body answer as the first time and write nothing; the same key with another body is refused.',
    consequences: ['Retries are safe.', 'Keys are kept beside what they created.'],
    alternatives: [
      { option: 'Recognise equal bodies', rejectedBecause: 'two equal things may both be meant' },
    ],
  },
  {
    title: 'Lists are paged by cursor',
    context: 'Items come in while somebody pages; an offset would show one twice and miss another.',
    decision:
      'A page ends with an opaque cursor that holds the position of its last item in the order of recording.',
    consequences: [
      'Every item that was there at the first page is seen exactly once.',
      'One cannot jump to page 17.',
    ],
    alternatives: [
      { option: 'Offset and limit', rejectedBecause: 'it repeats and skips items under concurrent writes' },
    ],
  },
];

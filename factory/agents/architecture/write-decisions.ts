import type { Aggregate, Decision, UseCase } from '../../domain/blueprint.ts';

type Draft = Omit<Decision, 'id'>;

const kindDecision = ({ name, kind, fields }: Aggregate): Draft =>
  kind === 'append-only'
    ? {
        title: `${name} is append-only`,
        context: `The definition asks for a record of something that happened. A record that can be changed afterwards proves nothing.`,
        decision: `${name} has no update and no delete. Each is kept as it was recorded, in the order of recording.`,
        consequences: [
          'A wrong record is corrected by another one that says so.',
          'Readers can cache and copy records without ever looking for changes.',
          'The store only grows; how long records are kept has to be decided by the owner of the data.',
        ],
        alternatives: [
          {
            option: 'A plain aggregate with an audit field for the last change',
            rejectedBecause: 'it still loses what was there before',
          },
          {
            option: 'Event sourcing with projections',
            rejectedBecause: 'there is no state besides the records themselves',
          },
        ],
      }
    : {
        title: `${name} is a plain aggregate`,
        context: `The definition describes a thing that is kept with ${fields.length} ${fields.length === 1 ? 'attribute' : 'attributes'}, not something that happened.`,
        decision: `${name} is one aggregate with a version. Every change replaces its state in one transaction, and a stale If-Match is refused.`,
        consequences: [
          'Two people who change the same one do not overwrite each other unnoticed.',
          'Earlier states are not kept in the service; consumers see each change as an event.',
        ],
        alternatives: [
          {
            option: 'An append-only history of changes',
            rejectedBecause: 'nothing in the definition asks for earlier states',
          },
        ],
      };

const hasPersonal = (aggregates: readonly Aggregate[]): boolean =>
  aggregates.some(({ fields }) => fields.some(({ sensitivity }) => sensitivity === 'personal'));
const hasWho = (aggregates: readonly Aggregate[]): string[] =>
  aggregates.flatMap(({ name, fields }) =>
    fields.filter(({ sensitivity }) => sensitivity === 'personal').map((field) => `${name}.${field.name}`),
  );

const privacyDecision = (aggregates: readonly Aggregate[]): Draft => ({
  title: 'Fields that name a person are personal data',
  context: `${hasWho(aggregates).join(', ')} may identify a natural person.`,
  decision:
    'Such fields are marked personal: their values are masked in logs, and stay readable in answers and exports, where they are what people ask for.',
  consequences: [
    'Logs can be shared for support without personal data.',
    'Who may read answers and exports has to be decided before production.',
  ],
  alternatives: [
    { option: 'Store a pseudonym instead', rejectedBecause: 'the definition wants to know who it was' },
  ],
});

const exportDecision: Draft = {
  title: 'Exports are streamed as CSV and NDJSON',
  context:
    'What is kept has to be handed over to people with spreadsheets and to other systems, whatever its amount.',
  decision:
    'An export runs over the same filters as the search and is written while it is read. CSV values that a spreadsheet would run as a formula are neutralised.',
  consequences: ['Memory stays flat for any amount.', 'A neutralised value begins with an apostrophe.'],
  alternatives: [
    {
      option: 'Write a file and hand out a link',
      rejectedBecause: 'it adds a store, a schedule and its clean-up for no gain at this size',
    },
  ],
};

const COMMON: readonly Draft[] = [
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
  {
    title: 'REST with OpenAPI as the contract',
    context:
      'Clients of many kinds use the service, and nothing in the definition asks for streaming between services.',
    decision:
      'Resources over HTTP with JSON. The OpenAPI document is published, requests are validated from it, and errors are problem details (RFC 9457).',
    consequences: ['Clients can be generated.', 'A change of the document is a change of the contract.'],
    alternatives: [{ option: 'gRPC', rejectedBecause: 'no internal streaming call asks for it' }],
  },
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

/** Architectural decisions of a service, numbered in reading order. */
export const writeDecisions = (aggregates: readonly Aggregate[], useCases: readonly UseCase[]): Decision[] =>
  [
    ...aggregates.map(kindDecision),
    ...COMMON,
    ...(useCases.some(({ kind }) => kind === 'export') ? [exportDecision] : []),
    ...(hasPersonal(aggregates) ? [privacyDecision(aggregates)] : []),
  ].map((decision, index) => ({ id: `ADR-${String(index + 1).padStart(4, '0')}`, ...decision }));

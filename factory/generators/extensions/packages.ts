/** A package of building blocks: which modules it holds and what it needs from elsewhere. */
export type ExtensionPackage = {
  /** `domain` → `@connectsoft/domain`. */
  name: string;
  description: string;
  /** Module names, each importable as `@connectsoft/<package>/<module>`. */
  modules: readonly string[];
};

export const SCOPE = '@connectsoft';

/** One version for all: they are released together. */
export const EXTENSIONS_VERSION = '1.0.0';

/** Repository of the packages in the customer's project. */
export const EXTENSIONS_REPOSITORY = 'connectsoft-extensions';

/** From the inside out: a package needs only those before it. */
export const PACKAGES: readonly ExtensionPackage[] = [
  {
    name: 'domain',
    description:
      'Domain primitives: aggregate roots, errors, values, identities, time, who asks, and ports for writes.',
    modules: [
      'actor',
      'aggregate-root',
      'calendar',
      'characters',
      'clock',
      'decimal',
      'domain-error',
      'exclusively',
      'idempotency',
      'immutable',
      'in-process-lock',
      'instant',
      'json',
      'ledger',
      'lifecycle',
      'occurrences',
      'optimistic-concurrency',
      'page',
      'part-rules',
      'request-context',
      'reservation',
      'stamp',
      'uuid',
      'value-rules',
    ],
  },
  {
    name: 'observability',
    description:
      'Structured logs that carry the context of their request and mask what is personal; traces and measurements for a collector.',
    modules: [
      'logger',
      'measurements',
      'opentelemetry',
      'resource-attributes',
      'runtime-measurements',
      'telemetry',
      'told-once',
    ],
  },
  {
    name: 'messaging',
    description: 'CloudEvents, the transactional outbox and Azure Service Bus.',
    modules: [
      'cloud-event',
      'event-telemetry',
      'expectation',
      'external-system',
      'inbox',
      'outbox',
      'outbox-relay',
      'own-reactions',
      'reaction',
      'reaction-dispatcher',
      'retention',
      'schedule-worker',
      'service-bus-client',
      'service-bus-publisher',
      'service-bus-subscriber',
    ],
  },
  {
    name: 'persistence',
    description: 'Collections of aggregates with their outbox, in SQLite and in Azure Cosmos DB.',
    modules: [
      'cosmos-collection',
      'cosmos-container',
      'cosmos-inbox',
      'cosmos-inbox-entry',
      'cosmos-item',
      'cosmos-lease',
      'cosmos-lock',
      'cosmos-mutable-collection',
      'cosmos-outbox',
      'cosmos-reservation',
      'cosmos-retention',
      'document-collection',
      'journal-publisher',
      'mutable-collection',
      'sqlite-collection',
      'sqlite-database',
      'sqlite-inbox',
      'sqlite-mutable-collection',
      'sqlite-outbox',
      'sqlite-retention',
    ],
  },
  {
    name: 'http',
    description:
      'An HTTP server that answers as its OpenAPI document says, with problem details, to callers who prove who they are.',
    modules: [
      'accepted-format',
      'authentication',
      'csv',
      'cursor',
      'development-events',
      'development-mode',
      'development-tokens',
      'download',
      'environment',
      'etag',
      'http-server',
      'http-telemetry',
      'ndjson',
      'openapi-document',
      'operation',
      'operational-endpoints',
      'problem',
      'problem-of',
      'request-checks',
      'schema-fault',
      'schema-validator',
      'send-reply',
      'token-issuer',
    ],
  },
  {
    name: 'grpc',
    description: 'The operations of an HTTP interface as remote procedures, and a client for them.',
    modules: ['grpc-client', 'grpc-server'],
  },
  {
    name: 'testing',
    description: 'Contract suites of the collections, a strict stub of Azure Cosmos DB, temporary folders.',
    modules: [
      'collected-telemetry',
      'collections',
      'cosmos-items',
      'cosmos-query',
      'cosmos-stub',
      'external-system-stub',
      'journal',
      'mutable-collections',
      'otlp-receiver',
      'received-event',
      'temporary-directory',
    ],
  },
];

/** Its modules are for tests: they need what runs those. */
export const TESTING = 'testing';

/** The package that holds a module. Throws for a module that is in none. */
export const packageOf = (module: string): string => {
  const found = PACKAGES.find(({ modules }) => modules.includes(module));
  if (!found) throw new Error(`No package of ${EXTENSIONS_REPOSITORY} holds the module ${module}.`);
  return found.name;
};

/** Whether a package holds a module of this name. */
export const isHeld = (module: string): boolean => PACKAGES.some(({ modules }) => modules.includes(module));

/** How a module is imported from another package or from a service: `@connectsoft/domain/clock`. */
export const specifierOf = (module: string): string => `${SCOPE}/${packageOf(module)}/${module}`;

import type { KnowledgeEntry } from './knowledge-entry.ts';

/** Reviewed patterns of code, by the layer they belong to. */
export const codePatterns: readonly KnowledgeEntry[] = [
  {
    id: 'pattern/code-aggregate-factory',
    title: 'Aggregate with a checking factory',
    kind: 'pattern',
    text: 'Domain layer. An aggregate is made by a factory that checks every invariant and answers with all problems at once; its state is read-only. It raises a domain event for each change and knows neither HTTP nor storage.',
  },
  {
    id: 'pattern/code-use-case-handler',
    title: 'One handler per use case',
    kind: 'pattern',
    text: 'Application layer. One file per use case: load, decide, save, answer. It receives its ports and the clock as parameters; state and outbox entry are saved together.',
  },
  {
    id: 'pattern/code-repository-contract',
    title: 'One contract suite for all repositories',
    kind: 'pattern',
    text: 'Infrastructure layer. Every implementation of a repository port (embedded SQLite, Cosmos DB) passes the same suite: save and load, stale version, unique value, paging under writes, restart.',
  },
  {
    id: 'pattern/code-problem-details',
    title: 'Problem details at the edge',
    kind: 'pattern',
    text: 'API layer. Errors become application/problem+json (RFC 9457) in one place. Each names the field or parameter at fault; an unknown error says internal and is logged with its correlation id, never shown.',
  },
  {
    id: 'pattern/code-graceful-shutdown',
    title: 'Graceful shutdown',
    kind: 'pattern',
    text: 'Composition root. On SIGTERM: stop accepting, finish running requests, flush the outbox, close the store, exit 0 within five seconds. Readiness turns to 503 first, so that the load balancer stops sending.',
  },
];

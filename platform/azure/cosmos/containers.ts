/** Seconds that content which no manifest names any more is kept. */
export const DISCARDED_TTL_SECONDS = 30 * 24 * 60 * 60;

/**
 * The containers of the factory's database, as they are provisioned. Each has the partition key `/pk`: a tenant's key, or
 * `<tenant>|<project>` where much is written. One path and not a hierarchy: the SDK for JavaScript cannot query by a prefix of one.
 */
export const CONTAINERS = {
  projects: { partition: 'tenant' },
  reviews: { partition: 'tenant' },
  undo: { partition: 'tenant' },
  budgets: { partition: 'project' },
  actions: { partition: 'project' },
  events: { partition: 'project' },
  artifacts: { partition: 'project' },
  /** `defaultTtl` −1: what has a `ttl` of its own goes. */
  contents: { partition: 'project', defaultTtlSeconds: -1 },
  /** Full text over `/text`, vectors in `/vector`; the shared entries are in partition `_shared`. */
  knowledge: { partition: 'tenant' },
} as const satisfies Record<string, { partition: 'tenant' | 'project'; defaultTtlSeconds?: number }>;

export type ContainerName = keyof typeof CONTAINERS;

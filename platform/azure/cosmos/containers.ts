/** Seconds that content which no manifest names any more is kept. */
export const DISCARDED_TTL_SECONDS = 30 * 24 * 60 * 60;

type Container = {
  partition: 'tenant' | 'project';
  /** Fields that queries filter and order by, `[]` for the entries of a list; nothing else is indexed. */
  indexed: readonly string[];
  defaultTtlSeconds?: number;
};

/**
 * The containers of the factory's database, as bicep/modules/cosmos.bicep provisions them. Each has the partition key `/pk`: a
 * tenant's key, or `<tenant>|<project>` where much is written. One path and not a hierarchy: the SDK for JavaScript cannot query
 * by a prefix of one.
 */
export const CONTAINERS = {
  projects: { partition: 'tenant', indexed: ['kind', 'createdAt'] },
  reviews: { partition: 'tenant', indexed: ['projectId', 'written'] },
  undo: { partition: 'tenant', indexed: ['standing/[]'] },
  budgets: { partition: 'project', indexed: [] },
  actions: { partition: 'project', indexed: ['written'] },
  events: { partition: 'project', indexed: ['position'] },
  artifacts: { partition: 'project', indexed: ['kind', 'path', 'number'] },
  /** `defaultTtl` −1: what has a `ttl` of its own goes. */
  contents: { partition: 'project', indexed: [], defaultTtlSeconds: -1 },
  /** Full text over `/words`, vectors in `/vector`; the shared entries are in partition `_shared`. */
  knowledge: { partition: 'tenant', indexed: ['features/[]'] },
} as const satisfies Record<string, Container>;

export type ContainerName = keyof typeof CONTAINERS;

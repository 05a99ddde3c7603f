import type { RunningService, Sandbox, ServiceRuntime } from '../../../platform/ports.ts';

/** A sandbox that installs and runs nothing: what would be run in it is replayed from a recording. */
export const replayingSandbox = (): Sandbox => ({
  open: async () => ({
    session: {
      directory: '/replayed',
      run: () => Promise.reject(new Error('Nothing runs in a replay.')),
      start: () => Promise.reject(new Error('Nothing is started in a replay.')),
      read: async () => undefined,
      close: async () => undefined,
    },
    install: { cached: true, durationMs: 0, packages: 0 },
  }),
});

/** A runtime that starts no process: each service is the list of its revisions, the last one running. */
export const replayingRuntime = (): { runtime: ServiceRuntime; deployed: () => string[] } => {
  const revisions = new Map<string, string[]>();
  const of = (projectId: string, service: string): string => `${projectId} ${service}`;
  const top = (projectId: string, service: string): RunningService | undefined => {
    const commit = revisions.get(of(projectId, service))?.at(-1);
    return commit === undefined
      ? undefined
      : { name: service, commit, endpoint: 'http://127.0.0.1:1', running: true };
  };
  const runtime: ServiceRuntime = {
    async deploy({ projectId, service, commit }) {
      const known = revisions.get(of(projectId, service)) ?? [];
      if (known.at(-1) !== commit) revisions.set(of(projectId, service), [...known, commit]);
      return top(projectId, service) as RunningService;
    },
    status: async (projectId, service) => top(projectId, service),
    ensureRunning: async (projectId) =>
      [...revisions.keys()]
        .map((key) => key.split(' '))
        .flatMap(([project, service = '']) => (project === projectId ? (top(projectId, service) ?? []) : [])),
    stop: async (projectId, service) => void revisions.delete(of(projectId, service)),
    async restore(projectId, service, commit) {
      const known = revisions.get(of(projectId, service)) ?? [];
      const left = known.at(-1) === commit ? known.slice(0, -1) : known;
      if (left.length > 0) revisions.set(of(projectId, service), left);
      else revisions.delete(of(projectId, service));
      return top(projectId, service);
    },
    hops: async () => [],
  };
  return {
    runtime,
    deployed: () => [...revisions].map(([key, commits]) => `${key}: ${commits.length} revisions`).toSorted(),
  };
};

import type { WorkItem, WorkItemState } from '../../../../factory/domain/work-item.ts';
import { PortError } from '../../../../platform/port-error.ts';
import type {
  KnowledgeBase,
  PipelineRunner,
  ServiceRuntime,
  SourceControl,
  WorkItemTracker,
} from '../../../../platform/ports.ts';
import type { Recorder } from './recorder.ts';

type Repository = { owner: string; wanted: string; commits: { key: string; id: string }[] };

export type Outside = {
  sourceControl: Pick<
    SourceControl,
    'ensureRepository' | 'removeRepository' | 'commit' | 'head' | 'resetBranch' | 'abandonPullRequest'
  >;
  workItems: Pick<WorkItemTracker, 'ensureAll' | 'linkCommit' | 'setState' | 'list' | 'remove'>;
  pipelines: PipelineRunner;
  runtime: Pick<ServiceRuntime, 'deploy' | 'restore'>;
  knowledge: Pick<KnowledgeBase, 'add' | 'remove'>;
  /** Everything that is there, a line each, sorted. */
  dump(): string[];
};

const sourceControl = (
  repositories: Map<string, Repository>,
  record: Recorder,
): Outside['sourceControl'] => ({
  async ensureRepository(owner, wanted) {
    for (let n = 1; ; n += 1) {
      const name = n === 1 ? wanted : `${wanted}-${n}`;
      const known = repositories.get(name);
      if (known && (known.owner !== owner || known.wanted !== wanted)) continue;
      if (!known) {
        repositories.set(name, { owner, wanted, commits: [] });
        record({ what: 'outside', effect: `repository ${name}`, present: true });
      }
      return { name, cloneUrl: name };
    }
  },
  async removeRepository(owner, wanted) {
    const found = [...repositories].find(([, one]) => one.owner === owner && one.wanted === wanted);
    if (!found) return undefined;
    const [name, { commits }] = found;
    if (commits.length > 0) throw new PortError('invalid-configuration', `${name} holds a branch.`);
    repositories.delete(name);
    record({ what: 'outside', effect: `repository ${name}`, present: false });
    return name;
  },
  async commit(repository, { key }) {
    const commits = repositories.get(repository)?.commits ?? [];
    const known = commits.find((one) => one.key === key);
    const id = known?.id ?? `${commits.length}-${key}`;
    if (!known) {
      commits.push({ key, id });
      record({ what: 'outside', effect: `commit ${repository} ${key}`, present: true });
    }
    return { commit: id, tree: '' };
  },
  async head(repository) {
    const last = repositories.get(repository)?.commits.at(-1);
    return last && { commit: last.id, tree: '' };
  },
  async resetBranch(repository, key, before) {
    const commits = repositories.get(repository)?.commits ?? [];
    const index = commits.findIndex((one) => one.key === key);
    if (index < 0 || commits[index]?.id === before) return false;
    if (index < commits.length - 1)
      throw new PortError('invalid-configuration', `Others stand on ${key} of ${repository}.`);
    commits.pop();
    record({ what: 'outside', effect: `commit ${repository} ${key}`, present: false });
    return true;
  },
  abandonPullRequest: async () => false,
});

const workItems = (items: Map<string, WorkItemState>): Outside['workItems'] => ({
  ensureAll: async (_, drafts) => {
    for (const { key } of drafts) if (!items.has(key)) items.set(key, 'New');
    return {};
  },
  linkCommit: async () => undefined,
  setState: async (_, keys, state) => {
    for (const key of keys) if (items.has(key)) items.set(key, state);
  },
  list: async () => [...items].map(([key, state]) => ({ key, state })) as unknown as WorkItem[],
  remove: async (_, keys) => keys.forEach((key) => items.delete(key)),
});

const runtime = (running: Map<string, string[]>): Outside['runtime'] => {
  const top = (name: string) => {
    const commit = running.get(name)?.at(-1);
    return commit === undefined ? undefined : { name, commit, endpoint: `http://${name}`, running: true };
  };
  return {
    deploy: async ({ service, commit }) => {
      const commits = running.get(service) ?? [];
      if (commits.at(-1) !== commit) running.set(service, [...commits, commit]);
      return { name: service, commit, endpoint: `http://${service}`, running: true };
    },
    restore: async (_, service, commit) => {
      const commits = running.get(service) ?? [];
      if (commits.at(-1) === commit) running.set(service, commits.slice(0, -1));
      return top(service);
    },
  };
};

/** The customer's systems in memory, with what others put there before. */
export const createOutside = (foreign: readonly string[], record: Recorder): Outside => {
  const repositories = new Map<string, Repository>(
    foreign.map((name) => [name, { owner: 'others', wanted: name, commits: [{ key: 'theirs', id: '1' }] }]),
  );
  const items = new Map<string, WorkItemState>(foreign.map((name) => [`item of ${name}`, 'New']));
  const runs = new Set<string>();
  const running = new Map<string, string[]>();
  const known = new Set<string>();
  return {
    sourceControl: sourceControl(repositories, record),
    workItems: workItems(items),
    pipelines: {
      run: async ({ key }) => {
        runs.add(key);
        return { id: key, status: 'succeeded', steps: [], tests: { passed: 1, failed: 0 }, log: '' };
      },
      remove: async (key) => void runs.delete(key),
    },
    runtime: runtime(running),
    knowledge: {
      add: async ({ id }) => void known.add(id),
      remove: async (id) => void known.delete(id),
    },
    dump: () =>
      [
        ...[...repositories].map(
          ([name, { commits }]) => `repository ${name}: ${commits.map(({ key }) => key).join()}`,
        ),
        ...[...items].map(([key, state]) => `work item ${key}: ${state}`),
        ...[...runs].map((key) => `pipeline run ${key}`),
        ...[...running].flatMap(([name, commits]) =>
          commits.slice(-1).map((commit) => `service ${name} at ${commit}`),
        ),
        ...[...known].map((id) => `knowledge ${id}`),
      ].toSorted(),
  };
};

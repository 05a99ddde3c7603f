import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import type { AgentAction } from '../../../factory/domain/agent-action.ts';
import { runResultSchema, type RunResult } from '../../../factory/domain/run-result.ts';
import { until } from '../../e2e/support/waiting.ts';
import { spawnHost, type SpawnedHost } from '../../platform/embedded/host/spawn-host.ts';

const APP = resolve(import.meta.dirname, 'pipeline-breaking-app.ts');

/** Longest wait for one answer, milliseconds. */
const PATIENCE = 120_000;
/** Longest wait for the end of a run, milliseconds. */
const RUN = 540_000;

export type OpenReview = { id: string; sha256: string; role: string; status: string; stage?: string };

/** A factory in which somebody breaks a delivery file before a commit, by its API. */
export type BreakingFactory = {
  workspace: string;
  /** How many more commits are broken. */
  breaks(times: number): void;
  create(text: string): Promise<string>;
  post(path: string, body: object): Promise<Response>;
  /** The project when it is no longer in one of these states. */
  left(projectId: string, ...states: string[]): Promise<RunResult>;
  actions(projectId: string): Promise<AgentAction[]>;
  openReviews(projectId: string): Promise<OpenReview[]>;
  stop(): Promise<void>;
};

const json = async <T>(url: string): Promise<T> =>
  (await (await fetch(url, { signal: AbortSignal.timeout(PATIENCE) })).json()) as T;

const clientOf = ({ url }: SpawnedHost): Omit<BreakingFactory, 'workspace' | 'breaks' | 'stop'> => {
  const post = (path: string, body: object): Promise<Response> =>
    fetch(`${url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(PATIENCE),
    });
  const items = async <T>(path: string): Promise<T[]> =>
    (await json<{ items: T[] }>(`${url}/api/projects/${path}`)).items;
  return {
    post,
    async create(text) {
      const created = await post('/api/projects', { text });
      return ((await created.json()) as { projectId: string }).projectId;
    },
    left: (projectId, ...states) =>
      until(
        `the project to leave ${states.join(', ')}`,
        async () => {
          const answer = await json(`${url}/api/projects/${projectId}`).catch(() => undefined);
          const { success, data } = runResultSchema.safeParse(answer);
          return success && !states.includes(data.status) ? data : undefined;
        },
        RUN,
      ),
    actions: (projectId) => items(`${projectId}/actions`),
    openReviews: async (projectId) =>
      (await items<OpenReview>(`${projectId}/reviews`)).filter(({ status }) => status === 'open'),
  };
};

export const startBreakingFactory = async (workspace: string, times: number): Promise<BreakingFactory> => {
  mkdirSync(workspace);
  const breaks = (amount: number): void => writeFileSync(join(workspace, 'breaks'), String(amount));
  breaks(times);
  const host = await spawnHost({ app: APP, workspace, env: { FACTORY_WORKSPACE: workspace } });
  return {
    ...clientOf(host),
    workspace,
    breaks,
    async stop() {
      host.signal('SIGTERM');
      await host.exited;
    },
  };
};

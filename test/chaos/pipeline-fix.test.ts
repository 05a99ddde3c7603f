import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import type { AgentAction } from '../../factory/domain/agent-action.ts';
import { runResultSchema, type RunResult } from '../../factory/domain/run-result.ts';
import { AUDIT } from '../e2e/support/factory-cli.ts';
import { until } from '../e2e/support/waiting.ts';
import { spawnHost, type SpawnedHost } from '../platform/embedded/host/spawn-host.ts';

const APP = resolve(import.meta.dirname, 'support/pipeline-breaking-app.ts');

let scratch: string;
beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'factory-pipeline-'));
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

let host: SpawnedHost | undefined;
afterEach(async () => {
  host?.signal('SIGTERM');
  await host?.exited;
  host = undefined;
});

/** A factory in which somebody breaks a delivery file before a commit, `breaks` times. */
const started = async (name: string, breaks: number): Promise<{ url: string; workspace: string }> => {
  const workspace = join(scratch, name);
  mkdirSync(workspace);
  writeFileSync(join(workspace, 'breaks'), String(breaks));
  host = await spawnHost({ app: APP, workspace, env: { FACTORY_WORKSPACE: workspace } });
  return { url: host.url, workspace };
};

/** Longest wait for one answer, milliseconds. */
const PATIENCE = 120_000;

const json = async <T>(url: string): Promise<T> =>
  (await (await fetch(url, { signal: AbortSignal.timeout(PATIENCE) })).json()) as T;

const post = (url: string, body: object): Promise<Response> =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(PATIENCE),
  });

const actionsOf = async (url: string, projectId: string): Promise<AgentAction[]> => {
  const { items } = await json<{ items: AgentAction[] }>(`${url}/api/projects/${projectId}/actions`);
  return items;
};

const answers = async (endpoint: string): Promise<number> => (await fetch(`${endpoint}/health/ready`)).status;

/** The project when it is no longer in one of these states. */
const left = (url: string, projectId: string, ...states: string[]): Promise<RunResult> =>
  until(
    `the project to leave ${states.join(', ')}`,
    async () => {
      const answer = await json(`${url}/api/projects/${projectId}`).catch(() => undefined);
      const { success, data } = runResultSchema.safeParse(answer);
      return success && !states.includes(data.status) ? data : undefined;
    },
    300_000,
  );

const made = async (url: string): Promise<RunResult> => {
  const created = await post(`${url}/api/projects`, { text: AUDIT });
  const { projectId } = (await created.json()) as { projectId: string };
  return left(url, projectId, 'running');
};

const fixesIn = (actions: readonly AgentAction[]): AgentAction[] =>
  actions.filter(({ action, stage }) => action === 'fix the findings' && stage === 'deployment');

const runsIn = (actions: readonly AgentAction[]): AgentAction[] =>
  actions.filter(({ action }) => action === 'run the pipeline');

describe('a delivery file that is broken after it was verified', () => {
  it('fails the pipeline once: its log is read, the file is put right and the pipeline runs again', async () => {
    const { url } = await started('once', 1);
    const { projectId, status, services } = await made(url);
    const actions = await actionsOf(url, projectId);

    expect(status).toBe('completed');
    expect(runsIn(actions).map(({ status: ended }) => ended)).toEqual(['failed', 'succeeded']);
    expect(fixesIn(actions)).toMatchObject([
      { agent: 'devops-engineer', strategy: 'delivery', diff: expect.stringContaining('stup.yml') },
    ]);
    expect(await answers(services[0]?.endpoint ?? '')).toBe(200);
  });
});

type Opened = { id: string; sha256: string; role: string; status: string };

const openReviews = async (url: string, projectId: string): Promise<Opened[]> => {
  const { items } = await json<{ items: Opened[] }>(`${url}/api/projects/${projectId}/reviews`);
  return items.filter(({ status }) => status === 'open');
};

/** What runs of a project's only service, and how it answers. */
const serving = async ({ services: [service] }: RunResult) => {
  const { endpoint = '', commit = '' } = service ?? {};
  return { endpoint, commit, answered: await answers(endpoint) };
};

describe('a pipeline that fails however often it is put right', () => {
  it('is put to the DevOps engineer after three fixes; the revision before answers all the while', async () => {
    const { url, workspace } = await started('often', 0);
    const first = await made(url);
    const { projectId } = first;
    const before = await serving(first);
    expect([first.status, before.answered]).toEqual(['completed', 200]);

    writeFileSync(join(workspace, 'breaks'), '4');
    const retried = await post(`${url}/api/projects/${projectId}/retry`, { from: 'devops' });
    expect(retried.status).toBe(202);
    const waiting = await left(url, projectId, 'running');
    expect(waiting.status).toBe('waiting');
    const [review, ...others] = await openReviews(url, projectId);
    expect([review?.role, others]).toEqual(['devops-engineer', []]);
    const actions = await actionsOf(url, projectId);
    expect(fixesIn(actions).map(({ strategy }) => strategy)).toEqual(Array(3).fill('delivery'));
    expect(runsIn(actions).map((run) => run.status)).toEqual([
      'succeeded',
      ...Array<string>(4).fill('failed'),
    ]);
    expect(await serving(waiting)).toMatchObject({ endpoint: before.endpoint, answered: 200 });

    const decision = { kind: 'retry', shown: review?.sha256 };
    const decided = await post(`${url}/api/reviews/${review?.id}/decision`, decision);
    expect(decided.status).toBe(200);
    const ended = await left(url, projectId, 'running', 'waiting');
    const after = await serving(ended);
    expect([ended.status, after.answered]).toEqual(['completed', 200]);
    expect(after.commit).not.toBe(before.commit);
    await expect(fetch(before.endpoint)).rejects.toThrow('fetch failed');
  });
});

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import type { AgentAction } from '../../factory/domain/agent-action.ts';
import { runResultSchema, type RunResult } from '../../factory/domain/run-result.ts';
import { AUDIT } from '../e2e/support/factory-cli.ts';
import { makeProject } from '../e2e/support/served-factory.ts';
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

const json = async <T>(url: string): Promise<T> => (await (await fetch(url)).json()) as T;

const post = async (url: string, body: object): Promise<number> => {
  const headers = { 'content-type': 'application/json' };
  return (await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })).status;
};

const actionsOf = async (url: string, projectId: string): Promise<AgentAction[]> => {
  const { items } = await json<{ items: AgentAction[] }>(`${url}/api/projects/${projectId}/actions`);
  return items;
};

const answers = async (endpoint: string): Promise<number> => (await fetch(`${endpoint}/health/ready`)).status;

const settled = (url: string, projectId: string): Promise<RunResult> =>
  until(
    'the run to stand',
    async () => {
      const result = runResultSchema.parse(await json(`${url}/api/projects/${projectId}`));
      return result.status === 'running' ? undefined : result;
    },
    400_000,
  );

const fixesIn = (actions: readonly AgentAction[]): AgentAction[] =>
  actions.filter(({ action, stage }) => action === 'fix the findings' && stage === 'deployment');

const runsIn = (actions: readonly AgentAction[]): AgentAction[] =>
  actions.filter(({ action }) => action === 'run the pipeline');

describe('a delivery file that is broken after it was verified', () => {
  it('fails the pipeline once: its log is read, the file is put right and the pipeline runs again', async () => {
    const { url } = await started('once', 1);
    const { projectId, status, services } = await makeProject(url, AUDIT);
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

describe('a pipeline that fails however often it is put right', () => {
  it('is put to the DevOps engineer after three fixes; the revision before answers all the while', async () => {
    const { url, workspace } = await started('often', 0);
    const first = await makeProject(url, AUDIT);
    const { projectId, services } = first;
    const { endpoint = '', commit = '' } = services[0] ?? {};
    expect([first.status, await answers(endpoint)]).toEqual(['completed', 200]);

    writeFileSync(join(workspace, 'breaks'), '4');
    expect(await post(`${url}/api/projects/${projectId}/retry`, { from: 'devops' })).toBe(202);
    const waiting = await settled(url, projectId);
    const before = await actionsOf(url, projectId);
    const { items } = await json<{ items: Opened[] }>(`${url}/api/projects/${projectId}/reviews`);
    const open = items.filter((review) => review.status === 'open');

    expect(waiting.status).toBe('waiting');
    expect(open).toMatchObject([{ role: 'devops-engineer' }]);
    expect(fixesIn(before)).toHaveLength(3);
    expect(
      runsIn(before)
        .slice(1)
        .map(({ status: ended }) => ended),
    ).toEqual(Array(4).fill('failed'));
    const running = waiting.services[0];
    expect([running?.running, await answers(running?.endpoint ?? '')]).toEqual([true, 200]);
    expect(running?.endpoint).toBe(endpoint);

    const decision = { kind: 'retry', shown: open[0]?.sha256 };
    expect(await post(`${url}/api/reviews/${open[0]?.id}/decision`, decision)).toBe(200);
    const ended = await until(
      'the project to complete',
      async () => {
        const result = runResultSchema.parse(await json(`${url}/api/projects/${projectId}`));
        return ['running', 'waiting'].includes(result.status) ? undefined : result;
      },
      200_000,
    );
    expect(ended.status).toBe('completed');
    expect(ended.services[0]?.commit).not.toBe(commit);
    expect(await answers(ended.services[0]?.endpoint ?? '')).toBe(200);
  });
});

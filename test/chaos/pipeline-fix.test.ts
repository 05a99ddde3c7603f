import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import type { AgentAction } from '../../factory/domain/agent-action.ts';
import type { RunResult } from '../../factory/domain/run-result.ts';
import { AUDIT } from '../e2e/support/factory-cli.ts';
import { startBreakingFactory, type BreakingFactory } from './support/breaking-factory.ts';

let scratch: string;
beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'factory-pipeline-'));
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

let factory: BreakingFactory;
afterEach(() => factory.stop());

const made = async (): Promise<RunResult> => factory.left(await factory.create(AUDIT), 'running');

const answers = async (endpoint: string): Promise<number> => (await fetch(`${endpoint}/health/ready`)).status;

const fixesIn = (actions: readonly AgentAction[]): AgentAction[] =>
  actions.filter(({ action, stage }) => action === 'fix the findings' && stage === 'deployment');

const runsIn = (actions: readonly AgentAction[]): AgentAction[] =>
  actions.filter(({ action }) => action === 'run the pipeline');

describe('a delivery file that is broken after it was verified', () => {
  it('fails the pipeline once: its log is read, the file is put right and the pipeline runs again', async () => {
    factory = await startBreakingFactory(join(scratch, 'once'), 1);
    const { projectId, status, services } = await made();
    const actions = await factory.actions(projectId);

    expect(status).toBe('completed');
    expect(runsIn(actions).map(({ status: ended }) => ended)).toEqual(['failed', 'succeeded']);
    expect(fixesIn(actions)).toMatchObject([
      { agent: 'devops-engineer', strategy: 'delivery', diff: expect.stringContaining('stup.yml') },
    ]);
    expect(await answers(services[0]?.endpoint ?? '')).toBe(200);
  });
});

/** What runs of a project's only service, and how it answers. */
const serving = async ({ services: [service] }: RunResult) => {
  const { endpoint = '', commit = '' } = service ?? {};
  return { endpoint, commit, answered: await answers(endpoint) };
};

describe('a pipeline that fails however often it is put right', () => {
  it('is put to the DevOps engineer after three fixes; the revision before answers all the while', async () => {
    factory = await startBreakingFactory(join(scratch, 'often'), 0);
    const first = await made();
    const { projectId } = first;
    const before = await serving(first);
    expect([first.status, before.answered]).toEqual(['completed', 200]);

    factory.breaks(4);
    const retried = await factory.post(`/api/projects/${projectId}/retry`, { from: 'devops' });
    expect(retried.status).toBe(202);
    const waiting = await factory.left(projectId, 'running');
    expect(waiting.status).toBe('waiting');
    const [review, ...others] = await factory.openReviews(projectId);
    expect([review?.role, others]).toEqual(['devops-engineer', []]);
    const actions = await factory.actions(projectId);
    expect(fixesIn(actions).map(({ strategy }) => strategy)).toEqual(Array(3).fill('delivery'));
    expect(runsIn(actions).map((run) => run.status)).toEqual([
      'succeeded',
      ...Array<string>(4).fill('failed'),
    ]);
    expect(await serving(waiting)).toMatchObject({ endpoint: before.endpoint, answered: 200 });

    const decision = { kind: 'retry', shown: review?.sha256 };
    const decided = await factory.post(`/api/reviews/${review?.id}/decision`, decision);
    expect(decided.status).toBe(200);
    const ended = await factory.left(projectId, 'running', 'waiting');
    const after = await serving(ended);
    expect([ended.status, after.answered]).toEqual(['completed', 200]);
    expect(after.commit).not.toBe(before.commit);
    await expect(fetch(before.endpoint)).rejects.toThrow('fetch failed');
  });
});

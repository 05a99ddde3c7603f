import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { createActivities } from '../../activities/create-activities.ts';
import { committed, type Spend } from '../../factory/domain/budget.ts';
import type { Blueprint } from '../../factory/domain/blueprint.ts';
import type { Decision } from '../../factory/domain/decision.ts';
import type { FailureKind } from '../../factory/domain/failure.ts';
import type { ModelProvider } from '../../factory/domain/model.ts';
import type { ProductPlan } from '../../factory/domain/product-plan.ts';
import { projectDefinitionSchema } from '../../factory/domain/project-definition.ts';
import { fenced } from '../../factory/agents/prompt/data-fence.ts';
import { createEmbeddedPlatform, type EmbeddedPlatform } from '../../platform/embedded/embedded-platform.ts';
import { withLocalVerifier } from '../../factory/verification/local-verifier.ts';
import { scriptedProvider, type Turn } from '../factory/agents/scripted-provider.ts';
import { AUDIT, blueprintOf, planOf } from '../factory/agents/support/run.ts';
import { aProject } from './a-project.ts';

let plan: ProductPlan;
let blueprint: Blueprint;
let directory: string;
let platform: EmbeddedPlatform;

beforeAll(async () => {
  plan = await planOf(AUDIT);
  blueprint = await blueprintOf(AUDIT);
});
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'factory-model-'));
  platform = createEmbeddedPlatform({ workspace: directory, knowledge: [] });
});
afterEach(async () => {
  await platform.stop();
  rmSync(directory, { recursive: true });
});

/** The app's own activities on the embedded platform, with a model that follows a script. */
const appWith = async (
  script: readonly Turn[],
  { budgets, ...changes }: Partial<ModelProvider> & { budgets?: Spend } = {},
) => {
  const project = aProject({
    definition: projectDefinitionSchema.parse({ text: AUDIT, ...(budgets ? { budgets } : {}) }),
  });
  const ports = withLocalVerifier(platform);
  await ports.projects.create(project);
  const model = scriptedProvider(script, changes);
  const activities = createActivities({ ...ports, model });
  const input = (attempt: number) => ({ projectId: project.id, correlationId: 'c-1', attempt });
  return {
    model,
    activities,
    input,
    ports,
    plan: (attempt: number) => activities.planProduct(input(attempt)),
    spent: async () => committed((await ports.budgets.read(project.id))!),
    actions: async () =>
      (await ports.actions.list(project.id)).map(({ provider, strategy, status, usage, diff, error }) => ({
        provider,
        strategy,
        status,
        calls: usage?.calls,
        diff,
        error,
      })),
    tries: () => ports.artifacts.list(project.id, 'tries/'),
    /** Failed answers that the next try would read. */
    kept: async () =>
      (await ports.artifacts.readAll(project.id, 'tries/')).flatMap(
        ({ content }) => (JSON.parse(content) as { failed: unknown[] }).failed,
      ),
  };
};

const wrongPlan = (): unknown => ({ ...plan, stories: 'none', epics: 'none' });
const contradicting = (): unknown => ({
  ...plan,
  epics: plan.epics.map((epic) => ({
    ...epic,
    features: epic.features.map((feature) => ({ ...feature, stories: [] })),
  })),
});

/** A person is asked about a failure of the plan and decides. */
const decided = async (
  { ports, activities, input }: Awaited<ReturnType<typeof appWith>>,
  decision: Decision,
  kind: FailureKind = 'code-generation',
) => {
  const request = { key: 'k', step: 'planProduct', stage: 'vision', tries: 4, mayAccept: false } as const;
  const opened = await activities.openReview({
    ...input(1),
    request: { ...request, kind: 'failure', failure: { kind, message: 'It failed.' } },
  });
  if (!opened.ok) throw new Error(opened.failure.message);
  const { id } = (await ports.reviews.list())[0]!;
  await ports.reviews.update(id, (review) => ({
    ...review,
    status: 'decided',
    decision: { decision, by: 'ann', at: '2026-01-01T00:00:00.000Z' },
  }));
  return activities.applyDecision({ ...input(1), reviewId: id });
};

describe('the seam of the model', () => {
  it('plans and designs through wrong, contradicting and right answers, and records how', async () => {
    const app = await appWith([
      { answerOf: wrongPlan },
      { answerOf: contradicting },
      { answerOf: () => plan },
      { answer: {} },
      { answerOf: () => blueprint },
    ]);
    expect(await app.plan(1)).toMatchObject({ ok: false, failure: { kind: 'code-generation' } });
    expect(await app.plan(2)).toMatchObject({ ok: false, failure: { kind: 'code-generation' } });
    expect(await app.tries()).toHaveLength(1);
    expect(await app.plan(3)).toEqual({ ok: true, value: { serviceName: plan.serviceName } });
    expect(await app.kept()).toEqual([]);

    const design = (attempt: number) => app.activities.designArchitecture(app.input(attempt));
    expect(await design(1)).toMatchObject({ ok: false });
    expect(await design(2)).toMatchObject({ ok: true, value: { isSolution: false } });

    const actions = await app.actions();
    expect(actions.map(({ provider, strategy, status }) => [provider, strategy, status])).toEqual([
      ['scripted', 'as-asked', 'failed'],
      ['scripted', 'with-findings', 'failed'],
      ['scripted', 'simpler-construct', 'succeeded'],
      ['scripted', 'as-asked', 'failed'],
      ['scripted', 'with-findings', 'succeeded'],
    ]);
    expect(actions.map(({ calls }) => calls)).toEqual([1, 1, 1, 1, 1]);
    expect(actions[2]?.diff).toMatch(/^\d+ lines added, \d+ removed; \d+ places changed: epics\.0\.features/);
    const { tokens, costUsd } = await app.spent();
    const recorded = (await app.ports.actions.list(app.input(1).projectId)).map(({ usage }) => usage);
    expect(tokens).toBe(recorded.reduce((sum, usage) => sum + usage!.inputTokens + usage!.outputTokens, 0));
    expect(costUsd).toBeCloseTo(
      recorded.reduce((sum, usage) => sum + usage!.costUsd, 0),
      5,
    );
  });

  it('asks otherwise when the model declines, and plans by the rules at last', async () => {
    const app = await appWith([{ refusal: 'No.' }, { refusal: 'No, no.' }, { refusal: 'No!' }]);
    for (const attempt of [1, 2, 3])
      expect(await app.plan(attempt)).toMatchObject({ ok: false, failure: { kind: 'code-generation' } });
    expect(await app.plan(4)).toMatchObject({ ok: true });
    expect((await app.actions()).at(-1)).toMatchObject({ provider: 'rules', strategy: 'rules' });
  });

  it('begins the strategies anew with guidance when a person said to try again', async () => {
    const app = await appWith([{ answer: 1 }, { answer: 2 }, { answer: 3 }]);
    await app.plan(1);
    await app.plan(2);
    await decided(app, { kind: 'retry', guidance: 'One service is enough.' });
    await app.ports.projects.update(app.input(1).projectId, (project) => ({
      ...project,
      guidance: [...project.guidance, { stage: 'quality', text: 'Not for this agent.' }],
    }));
    await app.plan(3);
    expect(app.model.requests.map(({ strategy }) => strategy)).toEqual([
      'as-asked',
      'with-findings',
      'as-asked',
    ]);
    expect(app.model.requests[2]?.prompt).toContain(
      fenced({ name: 'guidance', text: '- One service is enough.' }),
    );
    expect(app.model.requests[2]?.findings).not.toEqual([]);
  });

  it('takes a slow model for a transient failure, and counts it as spent', async () => {
    const app = await appWith([{ hangs: 'deaf' }], { timeoutMs: 20 });
    expect(await app.plan(1)).toMatchObject({ ok: false, failure: { kind: 'transient' } });
    expect(await app.actions()).toMatchObject([
      { provider: 'scripted', strategy: 'as-asked', status: 'failed', calls: undefined },
    ]);
    expect((await app.spent()).tokens).toBeGreaterThan(50_000);
  });

  it('gives back what a busy model refused, keeps its wait, and not what a broken connection may have cost', async () => {
    const app = await appWith([{ rateLimitedMs: 42_000 }, { networkError: 'read ECONNRESET' }]);
    expect(await app.plan(1)).toMatchObject({
      ok: false,
      failure: { kind: 'transient', retryAfterMs: 42_000 },
    });
    expect((await app.spent()).tokens).toBe(0);
    expect(await app.plan(2)).toMatchObject({ ok: false, failure: { kind: 'transient' } });
    expect((await app.spent()).tokens).toBeGreaterThan(50_000);
  });

  it('asks nothing that the budget does not allow, until it is raised', async () => {
    const app = await appWith([{ answerOf: () => plan }], { budgets: { tokens: 1_000 } });
    expect(await app.plan(1)).toMatchObject({
      ok: false,
      failure: {
        kind: 'budget',
        message: expect.stringMatching(/^plan the product by .* 1000 of 1000 are left/),
      },
    });
    expect(app.model.requests).toEqual([]);
    expect((await app.spent()).tokens).toBe(0);
    const data = { budgets: { tokens: 200_000 } };
    expect(await decided(app, { kind: 'answer', data }, 'budget')).toEqual({
      ok: true,
      value: { resolution: 'retry' },
    });
    expect(await app.plan(2)).toMatchObject({ ok: true });
  });

  it('pays again for a call that was made again after a crash', async () => {
    const app = await appWith([{ answerOf: () => plan }]);
    const { projectId } = app.input(1);
    await app.activities.reserveBudget({
      ...app.input(1),
      key: 'model:vision:plan-the-product:1:as-asked:1',
      what: 'The call before the crash',
      worst: { tokens: 70_000 },
    });
    expect(await app.plan(1)).toMatchObject({ ok: true });
    expect((await app.spent()).tokens).toBeGreaterThan(70_000);
    expect((await app.ports.budgets.read(projectId))?.entries).toHaveLength(2);
  });

  it('sets time and rounds aside for the orchestrator, and gives back what was left', async () => {
    const app = await appWith([], { budgets: { rounds: 2, timeMinutes: 10 } });
    const reserve = (key: string, worst: Spend) =>
      app.activities.reserveBudget({ ...app.input(1), key, what: 'Round 3', worst });
    expect(await reserve('a', { rounds: 1, timeMinutes: 8 })).toEqual({ ok: true, value: { fresh: true } });
    expect(await reserve('a', { rounds: 1, timeMinutes: 8 })).toEqual({ ok: true, value: { fresh: false } });
    expect(await reserve('b', { rounds: 1, timeMinutes: 8 })).toMatchObject({
      ok: false,
      failure: {
        kind: 'budget',
        message:
          'Round 3 may need up to 8 minutes where 2 of 10 are left (budget timeMinutes). Nothing of it was spent. Raise the budget, or abort the project.',
      },
    });
    const settled = { ...app.input(1), key: 'a', actual: { rounds: 1, timeMinutes: 1 } };
    expect(await app.activities.settleBudget(settled)).toEqual({ ok: true, value: null });
    expect(await reserve('b', { rounds: 1, timeMinutes: 8 })).toMatchObject({ ok: true });
  });
});

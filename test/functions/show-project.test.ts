import { describe, expect, it } from 'vitest';

import { runResultSchema } from '../../factory/domain/run-result.ts';
import { checkHealth } from '../../functions/check-health.ts';
import { listActions } from '../../functions/list-actions.ts';
import { listProjects } from '../../functions/list-projects.ts';
import { listRepositories } from '../../functions/list-repositories.ts';
import { undoLedgerSchema } from '../../functions/openapi/components.ts';
import { showProject } from '../../functions/show-project.ts';
import { showUndo } from '../../functions/show-undo.ts';
import { PortError } from '../../platform/port-error.ts';
import { aReview } from './support/a-review.ts';
import { aContext, call } from './support/call.ts';
import { aProject, fakeDeps, projectId } from './support/fake-ports.ts';

const service = {
  name: 'audit-trail',
  stack: 'typescript',
  repository: '/data/factory/repositories/audit-trail-2.git',
  commit: 'c0ffee',
  quality: { checks: [], coverage: 91, tests: { passed: 3, failed: 0 } },
  endpoint: 'http://127.0.0.1:4000',
  running: true,
};
const params = { projectId: projectId(1) };

const setUp = () => {
  const fake = fakeDeps();
  fake.projects.push(
    aProject(1, {
      stages: { vision: { status: 'completed', startedAt: '2026-01-05T08:00:00.000Z' } },
      services: [service],
      repositories: [
        { name: 'platform', repository: '/data/factory/repositories/platform.git', commit: 'f00' },
      ],
    }),
  );
  return fake;
};

describe('GET /api/projects/{projectId}/undo', () => {
  it('answers the ledger and what was discarded', async () => {
    const { deps, effects, discarded } = setUp();
    effects.push({
      projectId: projectId(1),
      seq: 1,
      stage: 'finalization',
      kind: 'repository',
      marker: 'm',
      args: { owner: 'p', name: 'o/p/r' },
      state: 'done',
    });
    discarded.push({ path: 'a', stage: 'quality', sha256: 'a'.repeat(64), size: 1, reason: 'It failed.' });
    const { jsonBody } = await call(showUndo(deps), { params });
    expect(undoLedgerSchema.parse(jsonBody)).toEqual({ items: effects, discarded });
    expect(await call(showUndo(deps), { params: { projectId: projectId(2) } })).toMatchObject({
      status: 404,
    });
  });
});

describe('GET /api/projects/{projectId}', () => {
  it('answers a run result whose services run only when they answer', async () => {
    const { deps, running, put } = setUp();
    put('plan/backlog.md', '#');
    const stopped = (await call(showProject(deps), { params })).jsonBody;
    expect(runResultSchema.parse(stopped)).toEqual(stopped);
    expect(stopped).toMatchObject({
      workspace: '/data/factory',
      services: [{ name: 'audit-trail', running: false, endpoint: 'http://127.0.0.1:4000' }],
      artifacts: [{ path: 'plan/backlog.md' }],
    });

    running.push({ name: 'audit-trail', commit: 'c0ffee', endpoint: 'http://127.0.0.1:5000', running: true });
    const { services } = (await call(showProject(deps), { params })).jsonBody;
    expect(services).toMatchObject([{ running: true, endpoint: 'http://127.0.0.1:5000' }]);
  });

  it('shows what was spent and what is set aside, where anything was', async () => {
    const { deps, budgets } = setUp();
    const none = { timeMinutes: 0, tokens: 0, costUsd: 0, rounds: 0 };
    budgets.set(projectId(1), {
      limits: { timeMinutes: 10, tokens: 100, costUsd: 1, rounds: 5 },
      entries: [
        { key: 'a', worst: { ...none, tokens: 50 }, actual: { ...none, tokens: 7, costUsd: 0.1 } },
        { key: 'b', worst: { ...none, tokens: 20, rounds: 1 } },
      ],
    });
    const shown = (await call(showProject(deps), { params })).jsonBody;
    expect(runResultSchema.parse(shown).budget).toEqual({
      timeMinutes: { spent: 0, reserved: 0, limit: 10 },
      tokens: { spent: 7, reserved: 20, limit: 100 },
      costUsd: { spent: 0.1, reserved: 0, limit: 1 },
      rounds: { spent: 0, reserved: 1, limit: 5 },
    });
  });

  it('says why it does not go on with a project that another orchestration version started', async () => {
    const { deps, projects } = fakeDeps();
    projects.push(aProject(1, { orchestrationVersion: '1.0' }), aProject(2));
    expect((await call(showProject(deps), { params })).jsonBody).toMatchObject({
      status: 'running',
      held: expect.stringMatching(/with orchestration version 1\.0; this factory has version \d/),
    });
    const other = await call(showProject(deps), { params: { projectId: projectId(2) } });
    expect(other.jsonBody).not.toHaveProperty('held');
  });

  it('knows no other project', async () => {
    const { deps } = setUp();
    for (const id of [projectId(2), '../x', ''])
      expect(await call(showProject(deps), { params: { projectId: id } })).toMatchObject({ status: 404 });
  });
});

describe('GET /api/projects', () => {
  it('lists summaries', async () => {
    const { deps } = setUp();
    expect((await call(listProjects(deps))).jsonBody).toEqual({
      items: [
        {
          projectId: projectId(1),
          status: 'running',
          text: 'Keep a register of lab samples.',
          createdAt: '2026-01-05T08:00:00.000Z',
          stage: 'vision',
          services: ['audit-trail'],
        },
      ],
    });
  });

  it('says which wait for a person', async () => {
    const { deps, reviews, projects } = setUp();
    projects.push(aProject(2));
    reviews.push({ ...aReview(1), status: 'decided' }, { ...aReview(2), projectId: projectId(2) });
    expect((await call(listProjects(deps))).jsonBody).toMatchObject({
      items: [{ status: 'running' }, { status: 'waiting' }],
    });
  });
});

describe('GET /api/projects/{projectId}/repositories', () => {
  it('lists those of the services and of the solution', async () => {
    const { deps } = setUp();
    expect((await call(listRepositories(deps), { params })).jsonBody).toEqual({
      items: [
        { name: 'audit-trail-2', repository: service.repository, commit: 'c0ffee', service: 'audit-trail' },
        { name: 'platform', repository: '/data/factory/repositories/platform.git', commit: 'f00' },
      ],
    });
  });
});

describe('GET /api/projects/{projectId}/actions', () => {
  it('answers the audit trail of a project that exists', async () => {
    const { deps } = setUp();
    expect((await call(listActions(deps), { params })).jsonBody).toEqual({ items: [] });
    expect(await call(listActions(deps), { params: { projectId: 'x' } })).toMatchObject({ status: 404 });
  });
});

describe('GET /api/health', () => {
  it('is healthy while the store answers', async () => {
    const { deps } = setUp();
    expect((await call(checkHealth(deps))).jsonBody).toEqual({ status: 'healthy', version: '1.2.3' });
    deps.ports.projects.get = () => Promise.reject(new PortError('transient', 'locked'));
    const { context, logged } = aContext();
    expect(await call(checkHealth(deps), {}, context)).toMatchObject({
      status: 503,
      jsonBody: { status: 'unhealthy' },
    });
    expect(logged).toEqual(['error: The project store does not answer: PortError: locked']);
  });
});

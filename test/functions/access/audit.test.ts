import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';

import { agentActionSchema } from '../../../factory/domain/agent-action.ts';
import { anApp, believing, bodyOf, paramsOf, projectOf } from './an-app.ts';

vi.mock(import('../../../orchestrators/lib/durable.ts'), async (original) => ({
  ...(await original()),
  startOrchestration: async () => undefined,
  raiseEvent: async () => undefined,
  hasBrokenOff: async () => false,
}));
afterAll(() => vi.restoreAllMocks());

let app: ReturnType<typeof anApp>;
beforeEach(() => {
  app = anApp(believing);
});
const trail = () => app.tenants('contoso').actions;
const asked = (name: Parameters<typeof bodyOf>[0], key: string) => {
  const body = bodyOf(name, 'contoso');
  return {
    headers: { 'x-api-key': key },
    params: paramsOf('contoso'),
    ...(body === undefined ? {} : { body }),
  };
};

describe('the audit trail of a project', () => {
  it('keeps who decided, with which roles, what, when, and what was shown', async () => {
    const shown = app.tenants('contoso').reviews[0]!.sha256;
    expect((await app.ask('decideReview', asked('decideReview', 'contoso/ann'))).status).toBe(200);
    expect(trail()).toEqual([
      {
        id: `${projectOf('contoso')}:decision:${paramsOf('contoso')['reviewId']}`,
        projectId: projectOf('contoso'),
        correlationId: 'c-1',
        causationId: `${projectOf('contoso')}:project.started`,
        traceparent: expect.stringMatching(/^00-/) as string,
        stage: 'quality',
        service: 'audit-trail',
        agent: 'ann (id:ann)',
        action: `decide review ${paramsOf('contoso')['reviewId']}`,
        provider: 'person',
        status: 'succeeded',
        startedAt: '2026-01-05T08:00:00.000Z',
        durationMs: 0,
        input: `asked: architect; roles: reviewer, architect, devops-engineer; shown: ${shown}`,
        output: 'accept: Good enough.',
        knowledge: [],
      },
    ]);
    expect(agentActionSchema.safeParse(trail()[0]).success).toBe(true);
  });

  it('keeps a decision that is repeated once, and one that comes too late not at all', async () => {
    for (const who of ['ann', 'ann', 'bob'])
      await app.ask('decideReview', asked('decideReview', `contoso/${who}`));
    expect(outcomes(trail())).toEqual([['ann (id:ann)', 'succeeded']]);
  });

  it('keeps decisions that were not theirs to make', async () => {
    const wrongRole = await app.ask('decideReview', asked('decideReview', 'contoso/dora/devops-engineer'));
    expect(wrongRole.status).toBe(403);
    expect(trail()[0]).toMatchObject({ agent: 'dora (id:dora)', status: 'failed', output: '' });
    expect(trail()[0]!.error).toContain('is for the role architect');
  });

  it('keeps refused access to the project, once an hour for each person and operation', async () => {
    for (let n = 0; n < 5; n += 1)
      expect((await app.ask('cancelProject', asked('cancelProject', 'contoso/rae/reviewer'))).status).toBe(
        403,
      );
    expect(trail()).toMatchObject([
      {
        agent: 'rae (id:rae)',
        action: 'cancelProject',
        status: 'failed',
        input: 'roles: reviewer',
        error: 'needs submitter or operator',
      },
    ]);
    await app.tenants('contoso').wait(3_600_000);
    await app.ask('cancelProject', asked('cancelProject', 'contoso/rae/reviewer'));
    expect(trail()).toHaveLength(2);
  });

  it('keeps who cancelled and who ran it again', async () => {
    await app.ask('retryProject', asked('retryProject', 'contoso/olga/operator'));
    await app.ask('cancelProject', asked('cancelProject', 'contoso/sam/submitter'));
    expect(trail().map(({ agent, action }) => `${agent}: ${action}`)).toEqual([
      'olga (id:olga): run the project again',
      'sam (id:sam): cancel the project',
    ]);
  });
});

const outcomes = (actions: ReturnType<typeof trail>) => actions.map(({ agent, status }) => [agent, status]);

describe('access that is refused', () => {
  it('to a project of another tenant is in the log, and touches nothing of that tenant', async () => {
    await app.ask('showProject', { headers: { 'x-api-key': 'fabrikam/eve' }, params: paramsOf('contoso') });
    expect(app.logged).toEqual([
      `warning: Access refused: id:eve of tenant fabrikam asked for showProject of project ${projectOf('contoso')}: a project of another tenant`,
    ]);
    expect(trail()).toEqual([]);
  });

  it('of nobody is in the log where it names a project, and an id that is none is not written there', async () => {
    await app.ask('showProject', { params: paramsOf('contoso') });
    await app.ask('showProject', { params: { projectId: 'p-1\nwarn: forged' } });
    await app.ask('listProjects');
    expect(app.logged).toEqual([
      `warning: Access refused: Nobody known asked for showProject of project ${projectOf('contoso')}: Say who you are.`,
    ]);
  });
});

describe('the submitter of a project', () => {
  it('may not accept what went wrong with it, under whatever name, but may have it tried again', async () => {
    const { projects, reviews } = app.tenants('contoso');
    projects[0]!.submitterId = 'id:ann';
    expect(projects[0]!.submittedBy).not.toBe('ann');
    const answer = await app.ask('decideReview', asked('decideReview', 'contoso/ann'));
    expect(answer).toMatchObject({ status: 403, jsonBody: { type: 'urn:problem:forbidden' } });
    expect(trail()).toMatchObject([{ agent: 'ann (id:ann)', status: 'failed' }]);
    const retry = { kind: 'retry', shown: reviews[0]!.sha256 };
    expect(
      (await app.ask('decideReview', { ...asked('decideReview', 'contoso/ann'), body: retry })).status,
    ).toBe(200);
  });

  it('is another person where only the name is the same', async () => {
    const { projects } = app.tenants('contoso');
    Object.assign(projects[0]!, { submitterId: 'id:another-ann', submittedBy: 'ann' });
    expect((await app.ask('decideReview', asked('decideReview', 'contoso/ann'))).status).toBe(200);
  });

  it('is kept with the project that they ask for', async () => {
    const answer = await app.ask('createProject', asked('createProject', 'contoso/ann/submitter'));
    expect(answer.status).toBe(202);
    expect(app.tenants('contoso').projects[0]).toMatchObject({ submittedBy: 'ann', submitterId: 'id:ann' });
  });
});

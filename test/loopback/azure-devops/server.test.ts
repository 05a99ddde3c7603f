import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { contract } from './contract.ts';
import { matchPath, selectOperation } from './match-route.ts';
import { sendTo } from './send.ts';
import { startAzureDevOps, type AzureDevOpsServer } from './server.ts';
import { processes } from './state.ts';
import { bodyProblem, responseProblem } from './validate.ts';

let server: AzureDevOpsServer;
beforeEach(async () => {
  server = await startAzureDevOps({ organizations: { contoso: ['lab'] } });
});
afterEach(() => server.close());

const project = {
  versioncontrol: { sourceControlType: 'Git' },
  processTemplate: { templateTypeId: processes.Scrum },
};

const send: ReturnType<typeof sendTo> = (...call) => sendTo(server)(...call);

const isKnown = (id: string) => contract.operations.find((operation) => operation.id === id)!;

describe('the contract of the loopback Azure DevOps', () => {
  it('finds every operation by its own path and required parameters', () => {
    expect(contract.operations).toHaveLength(96);
    for (const operation of contract.operations) {
      const path = operation.path.replace(/\{(\w+)\}/g, 'x-$1');
      const query = new URLSearchParams();
      for (const { name, required } of operation.query) if (required) query.set(name, '1');
      const found = matchPath(path).filter((match) => match.operation.method === operation.method);
      expect(selectOperation(found, query)?.operation.id, operation.path).toBe(operation.id);
    }
  });

  it('takes the bodies that the specification shows as examples', () => {
    const shown = contract.operations.flatMap((operation) =>
      (operation.examples ?? []).map(({ title, body }) => [operation, title, body] as const),
    );
    expect(shown.length).toBeGreaterThan(20);
    const problems = shown.flatMap(([operation, title, body]) => {
      const problem = body === undefined || body === null ? undefined : bodyProblem(operation, body);
      return problem === undefined ? [] : [`${operation.id} ${title}: ${problem}`];
    });
    expect(problems).toEqual([]);
  });

  it('refuses a second commit in a push, an unknown field, and an answer that is none of the service', () => {
    const push = isKnown('git.Pushes_Create');
    const body = structuredClone(push.examples![0]!.body) as { commits: unknown[]; hint?: string };
    body.commits.push(body.commits[0]);
    expect(bodyProblem(push, body)).toContain('/commits must NOT have more than 1 items');
    expect(bodyProblem(push, { ...body, hint: 'x' })).toContain('hint');
    expect(responseProblem(push, { pushId: 'one' })).toContain('/pushId must be integer');
    expect(responseProblem(push, { pushed: 1 })).toContain('pushed');
  });
});

describe('the core of the loopback Azure DevOps', () => {
  it('makes a project and answers it, by name and by id', async () => {
    const made = await send('POST', '/contoso/_apis/projects?api-version=7.1', {
      body: { name: 'Ops', capabilities: project },
    });
    expect(made.status).toBe(202);
    const found = await send('GET', '/contoso/_apis/projects/ops?includeCapabilities=true&api-version=7.1');
    expect(found.json()).toMatchObject({
      name: 'Ops',
      capabilities: { processTemplate: { templateName: 'Scrum' } },
    });
    const listed = await send('GET', '/contoso/_apis/projects', {
      headers: { accept: 'application/json;api-version=7.1' },
    });
    expect(listed.json()).toMatchObject({
      count: 2,
      value: [{ name: 'lab' }, { name: 'Ops', id: found.json().id }],
    });
    expect(server.notProven()).toEqual([]);
    const operation = new URL(made.json().url);
    const done = await send('GET', `${operation.pathname}?api-version=7.1`);
    expect(done.json()).toMatchObject({ id: made.json().id, status: 'succeeded' });
    expect(server.notProven()).toEqual(['operations.Operations_Get']);
    expect(server.errors).toEqual([]);
  });

  it.each([
    ['GET', '/contoso/_apis/nothing?api-version=7.1', 404, 'HttpException'],
    ['DELETE', '/contoso/_apis/projects?api-version=7.1', 405, 'HttpMethodNotAllowedException'],
    ['GET', '/contoso/_apis/projects', 400, 'VssVersionNotSpecifiedException'],
    ['GET', '/contoso/_apis/projects?api-version=6.0', 400, 'VssVersionOutOfRangeException'],
    ['GET', '/contoso/_apis/projects?api-version=7.2', 400, 'VssVersionOutOfRangeException'],
    ['GET', '/contoso/_apis/projects?top=1&api-version=7.1', 400, 'InvalidArgumentValueException'],
    ['GET', '/contoso/_apis/projects?%24top=all&api-version=7.1', 400, 'InvalidArgumentValueException'],
    [
      'GET',
      '/contoso/_apis/projects?%24top=1&%24TOP=2&api-version=7.1',
      400,
      'InvalidArgumentValueException',
    ],
    ['GET', '/contoso/_apis/projects/none?api-version=7.1', 404, 'ProjectDoesNotExistWithNameException'],
    ['GET', '/nobody/_apis/projects?api-version=7.1', 404, 'HostNotFoundException'],
  ])('answers %s %s with %i %s', async (method, path, status, typeKey) => {
    const { json, ...answer } = await send(method, path);
    expect([answer.status, json().typeKey]).toEqual([status, typeKey]);
  });

  it.each([
    ['without a body', undefined, 400],
    ['with a body that lacks a field', { name: 'ops' }, 400],
    ['with an unknown field', { name: 'ops', capabilities: project, colour: 'red' }, 400],
    ['of a name that is taken', { name: 'LAB', capabilities: project }, 409],
  ])('refuses a project %s', async (_, body, status) => {
    expect((await send('POST', '/contoso/_apis/projects?api-version=7.1', { body })).status).toBe(status);
    expect([...server.state.organizations.get('contoso')!.projects.keys()]).toEqual(['lab']);
  });

  it('refuses another content type', async () => {
    const answer = await send('POST', '/contoso/_apis/projects?api-version=7.1', {
      body: { name: 'ops', capabilities: project },
      headers: { 'content-type': 'application/json-patch+json' },
    });
    expect(answer.status).toBe(415);
  });

  it('shows a sign-in page to who has no token of its audience', async () => {
    const foreign = (await server.access.credential().getToken('https://management.azure.com/.default'))!;
    const page = await send('GET', '/contoso/_apis/projects?api-version=7.1', {
      headers: { authorization: `Bearer ${foreign.token}` },
    });
    expect([page.status, page.headers.get('content-type')]).toEqual([203, 'text/html; charset=utf-8']);
    const none = await fetch(`${server.url}/contoso/_apis/projects?api-version=7.1`, { redirect: 'manual' });
    expect([none.status, none.headers.get('location')]).toEqual([302, `${server.url}/_signin`]);
    const pat = Buffer.from(`:${server.access.pat()}`).toString('base64');
    const byPat = await send('GET', '/contoso/_apis/projects?api-version=7.1', {
      headers: { authorization: `Basic ${pat}` },
    });
    expect(byPat.status).toBe(200);
    server.access.revokeAll();
    const revoked = await send('GET', '/contoso/_apis/projects?api-version=7.1', {
      headers: { authorization: `Basic ${pat}` },
    });
    expect(revoked.status).toBe(203);
  });

  it('misbehaves as it is told, as often as it is told', async () => {
    const path = '/contoso/_apis/projects?api-version=7.1';
    const on = ({ operationId }: { operationId: string | undefined }) => operationId === 'core.Projects_List';
    server.plant({
      on,
      after: 1,
      answer: { status: 503, body: { message: 'busy' } },
      headers: { 'retry-after': '3' },
    });
    server.plant({ on, after: 1, cut: 'before' });
    server.plant({ on, after: 1, headers: { 'x-ratelimit-remaining': '0' } });
    expect((await send('GET', path)).status).toBe(200);
    const busy = await send('GET', path);
    expect([busy.status, busy.headers.get('retry-after')]).toEqual([503, '3']);
    await expect(send('GET', path)).rejects.toThrow('fetch failed');
    expect((await send('GET', path)).headers.get('x-ratelimit-remaining')).toBe('0');
    expect(server.faultsLeft()).toBe(0);
  });
});

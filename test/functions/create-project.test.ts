import { unstarted } from '../../factory/domain/project.ts';
import { describe, expect, it } from 'vitest';

import { createProject } from '../../functions/create-project.ts';
import { PortError } from '../../platform/port-error.ts';
import { aContext, call } from './support/call.ts';
import { fakeDeps, projectId } from './support/fake-ports.ts';

const TEXT = 'Create a new Audit Trail microservice for logging user actions';

const setUp = () => {
  const fake = fakeDeps();
  const started: string[] = [];
  const handler = createProject(fake.deps, async (_, { id }) => void started.push(id));
  const post = (json: unknown, headers: Record<string, string> = {}) =>
    call(handler, { json, headers: { 'content-type': 'application/json', ...headers } });
  return { ...fake, started, handler, post };
};

describe('POST /api/projects', () => {
  it('refuses a secret by its field and its kind, and keeps nothing', async () => {
    const secret = `gh${'p_'}${'aB3d'.repeat(9)}`;
    const { post, projects, started } = setUp();
    const inText = await post({ text: `${TEXT} with ${secret}`, azureDevOps: { project: 'x' } });
    expect(inText).toMatchObject({
      status: 422,
      jsonBody: {
        type: 'urn:problem:secret-in-definition',
        errors: [{ pointer: '#/text', detail: 'text holds a GitHub token' }],
      },
    });
    const inKey = await post({ text: TEXT }, { 'idempotency-key': secret, 'x-correlation-id': secret });
    expect(inKey).toMatchObject({ status: 422, jsonBody: { errors: [{ parameter: 'Idempotency-Key' }] } });
    const unknown = await post({ text: TEXT, [secret]: 'x' });
    expect(unknown.status).toBe(400);
    expect(JSON.stringify([inText, inKey, unknown])).not.toContain(secret);
    expect([projects, started]).toEqual([[], []]);
  });

  it('creates the project, starts it and says where it is', async () => {
    const { post, projects, started } = setUp();
    const response = await post({ text: TEXT }, { 'x-correlation-id': 'abc-1' });
    const self = `/api/projects/${projectId(1)}`;
    expect(response).toEqual({
      status: 202,
      headers: { location: self, 'x-correlation-id': 'abc-1' },
      jsonBody: {
        projectId: projectId(1),
        status: 'running',
        links: {
          self,
          events: `${self}/events`,
          actions: `${self}/actions`,
          artifacts: `${self}/artifacts`,
          repositories: `${self}/repositories`,
          reviews: `${self}/reviews`,
        },
      },
    });
    expect(started).toEqual([projectId(1)]);
    expect(projects).toEqual([
      {
        ...unstarted(),
        submittedBy: 'ann',
        id: projectId(1),
        correlationId: 'abc-1',
        idempotencyKey: projectId(1),
        definition: {
          text: TEXT,
          customer: 'ConnectSoft',
          azureDevOps: { organization: 'connectsoft', project: 'factory' },
          stack: 'typescript',
        },
        status: 'running',
        createdAt: '2026-01-05T08:00:00.000Z',
        stages: {},
        services: [],
        requirements: { total: 0, served: 0, unrealised: [] },
        workItems: { epics: 0, features: 0, stories: 0, tasks: 0 },
        repositories: [],
        processes: [],
        servedStories: {},
      },
    ]);
  });

  it('answers the same project to the same key and body, and starts it again in case a crash came between', async () => {
    const { post, projects, started } = setUp();
    const first = await post({ text: TEXT }, { 'idempotency-key': 'k1' });
    const second = await post({ text: TEXT, customer: 'ConnectSoft' }, { 'idempotency-key': 'k1' });
    expect(second.jsonBody).toEqual(first.jsonBody);
    expect(projects.map(({ id }) => id)).toEqual([projectId(1)]);
    expect(started).toEqual([projectId(1), projectId(1)]);
  });

  it('does not start a project again that has ended', async () => {
    const { post, projects, started } = setUp();
    await post({ text: TEXT }, { 'idempotency-key': 'k1' });
    projects[0]!.status = 'failed';
    const again = await post({ text: TEXT }, { 'idempotency-key': 'k1' });
    expect(again.jsonBody).toMatchObject({ projectId: projectId(1), status: 'failed' });
    expect(started).toEqual([projectId(1)]);
  });

  it('refuses a key that made another project', async () => {
    const { post, projects, started } = setUp();
    await post({ text: TEXT }, { 'idempotency-key': 'k1' });
    const response = await post({ text: 'Log zorbles.' }, { 'idempotency-key': 'k1' });
    expect(response).toMatchObject({
      status: 422,
      jsonBody: { type: 'urn:problem:idempotency-key-reused', status: 422 },
    });
    expect(projects).toHaveLength(1);
    expect(started).toHaveLength(1);
  });

  it('creates nothing from a text that the reader refuses', async () => {
    const { post, read, projects, started } = setUp();
    read({
      ok: false,
      reason: '"hello" asks for nothing.',
      suggestion: 'Say what to keep and who does what.',
    });
    expect(await post({ text: 'hello' })).toEqual({
      status: 422,
      headers: { 'content-type': 'application/problem+json', 'x-correlation-id': 'i-1' },
      jsonBody: {
        type: 'urn:problem:definition-refused',
        title: 'The definition cannot be built',
        status: 422,
        detail: '"hello" asks for nothing. Say what to keep and who does what.',
        reason: '"hello" asks for nothing.',
        suggestion: 'Say what to keep and who does what.',
      },
    });
    expect([projects, started]).toEqual([[], []]);
  });

  it.each([
    [{}, [{ pointer: '#/text', detail: 'text is required' }]],
    [{ text: 7 }, [{ pointer: '#/text', detail: 'text must be of type string' }]],
    [{ text: '  ' }, [{ pointer: '#/text', detail: 'text must have at least 1 character besides blanks' }]],
    [
      { text: 'x'.repeat(20_001) },
      [{ pointer: '#/text', detail: 'text must have at most 20000 characters' }],
    ],
    [{ text: TEXT, stack: 'cobol' }, [{ pointer: '#/stack', detail: 'stack must be one of typescript' }]],
    [
      { text: TEXT, 'a/b': 1, azureDevOps: { organisation: 'x' } },
      [
        { pointer: '#/azureDevOps/organisation', detail: 'azureDevOps.organisation is not a known property' },
        { pointer: '#/a~1b', detail: 'a/b is not a known property' },
      ],
    ],
    [[], [{ pointer: '#', detail: 'The body must be of type object' }]],
  ])('names the fields of an invalid body: %j', async (body, errors) => {
    const { post, projects, started } = setUp();
    const response = await post(body);
    expect(response).toMatchObject({
      status: 400,
      headers: { 'content-type': 'application/problem+json' },
      jsonBody: { type: 'urn:problem:validation', status: 400, errors },
    });
    expect([projects, started]).toEqual([[], []]);
  });

  it('names a header that is wrong', async () => {
    const { post } = setUp();
    const response = await post({ text: TEXT }, { 'idempotency-key': 'two words' });
    expect(response).toMatchObject({ status: 400, jsonBody: { errors: [{ parameter: 'Idempotency-Key' }] } });
  });

  it.each([
    [{ 'content-type': 'text/plain' }, '{}', 415],
    [{ 'content-type': 'application/json' }, '{"text":', 400],
    [{ 'content-type': 'application/json' }, `"${'x'.repeat(1024 * 1024)}"`, 413],
  ])('refuses a body that it cannot read: %j', async (headers, string, status) => {
    const { handler, projects } = setUp();
    const response = await call(handler, { method: 'POST', headers, body: { string } });
    expect(response).toMatchObject({ status, jsonBody: { status } });
    expect(projects).toEqual([]);
  });

  it('hides what went wrong inside, and logs it under the correlation id', async () => {
    const { deps } = fakeDeps();
    const { context, logged } = aContext();
    const handler = createProject(deps, () => Promise.reject(new Error('password=hunter2')));
    const response = await call(handler, { json: { text: TEXT } }, context);
    expect(response).toMatchObject({ status: 500, jsonBody: { type: 'urn:problem:internal' } });
    expect(JSON.stringify(response)).not.toContain('hunter2');
    expect(logged).toEqual(['error: test failed, correlation id i-1: Error: password=hunter2']);
  });

  it('asks to try again when a service that it needs is busy', async () => {
    const { deps } = fakeDeps();
    const busy = new PortError('transient', 'too many requests', { retryAfterMs: 2_500 });
    const handler = createProject(deps, () => Promise.reject(busy));
    const response = await call(handler, { json: { text: TEXT } });
    expect(response).toMatchObject({ status: 503, headers: { 'retry-after': '3' } });
  });
});

import { beforeEach, expect, it } from 'vitest';

import { hintProjects } from '../../functions/hooks/hint-projects.ts';
import { takeAzureDevOpsHook } from '../../functions/take-azure-devops-hook.ts';
import { aContext, call } from './support/call.ts';
import { aProject, fakeDeps, projectId } from './support/fake-ports.ts';

const SECRET = 'the-secret-of-the-hooks-of-contoso';

let fake: ReturnType<typeof fakeDeps>;
let raised: unknown[][];
let asked: string[];

const basic = (user: string, password: string) => ({
  authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
});

const build = (project = 'lab', baseUrl = 'https://dev.azure.com/contoso/') => ({
  eventType: 'build.complete',
  publisherId: 'tfs',
  resource: { id: 7, result: 'succeeded', project: { name: project } },
  resourceContainers: { collection: { id: 'c', baseUrl } },
});

const handler = () =>
  takeAzureDevOpsHook(
    {
      hookSecret: async (organization) => (
        asked.push(organization),
        organization === 'contoso' ? SECRET : undefined
      ),
    },
    hintProjects(fake.deps.ports.projects, async (_, ...event) => void raised.push(event)),
  );

const hook = (
  body: unknown,
  headers: Record<string, string> = basic('contoso', SECRET),
  context = aContext().context,
) =>
  call(
    handler(),
    {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: { string: typeof body === 'string' ? body : JSON.stringify(body) },
    },
    context,
  );

const waiting = (n: number, organization: string, project: string, event: string) =>
  aProject(n, {
    definition: { ...aProject(n).definition, azureDevOps: { organization, project } },
    waits: { [`${projectId(n)}:i`]: event },
  });

beforeEach(() => {
  fake = fakeDeps();
  raised = [];
  asked = [];
  fake.projects.push(
    waiting(1, 'contoso', 'lab', 'wake:runPipeline:1:0'),
    waiting(2, 'contoso', 'ops', 'wake:runPipeline:1:0'),
    waiting(3, 'fabrikam', 'lab', 'wake:runPipeline:1:0'),
    waiting(4, 'contoso', 'lab', 'wake:writeCode:1:0'),
    waiting(5, 'contoso', 'lab', 'wake:pullRequest:audit:3'),
    { ...waiting(6, 'contoso', 'lab', 'wake:runPipeline:1:0'), status: 'completed' },
  );
});

it('has what waits for a run in that project look at once, and nothing else', async () => {
  const before = structuredClone(fake.projects);
  expect(await hook(build('Lab'), basic('Contoso', SECRET))).toMatchObject({ status: 202 });
  expect(raised).toEqual([[`${projectId(1)}:i`, 'wake:runPipeline:1:0', 'hint']]);
  expect(fake.projects).toEqual(before);
});

it.each(['git.pullrequest.updated', 'ms.vss-code.git-pullrequest-comment-event'])(
  'has what waits for a pull request look at once: %s',
  async (eventType) => {
    const repository = { name: 'audit', project: { name: 'lab' } };
    const resource = eventType.startsWith('git') ? { repository } : { pullRequest: { repository } };
    expect(await hook({ eventType, resource })).toMatchObject({ status: 202 });
    expect(raised).toEqual([[`${projectId(5)}:i`, 'wake:pullRequest:audit:3', 'hint']]);
  },
);

it('looks in all projects of the organisation where the event names none', async () => {
  await hook({ eventType: 'build.complete', resource: {} });
  expect(raised.map(([instance]) => instance)).toEqual([`${projectId(1)}:i`, `${projectId(2)}:i`]);
});

it.each(['workitem.updated', 'unknown.event', 'constructor', '__proto__'])(
  'passes over %s',
  async (eventType) => {
    expect(await hook({ ...build(), eventType })).toMatchObject({ status: 202 });
    expect(raised).toEqual([]);
  },
);

it.each([
  ['no secret', {}],
  ['another secret', basic('contoso', 'other')],
  ['an empty secret', basic('contoso', '')],
  ['the secret of another organisation', basic('fabrikam', SECRET)],
  ['a made-up name', basic('../contoso', SECRET)],
  ['no user', { authorization: `Basic ${Buffer.from(SECRET).toString('base64')}` }],
  ['a bearer token', { authorization: `Bearer ${SECRET}` }],
] as const)('refuses %s, and reads nothing of it', async (_, headers) => {
  const { context, logged } = aContext();
  const refused = await hook('{ not even JSON', headers, context);
  expect(refused).toMatchObject({
    status: 401,
    headers: { 'content-type': 'application/problem+json', 'www-authenticate': 'Basic realm="hooks"' },
    jsonBody: { type: 'urn:problem:unauthorized' },
  });
  expect(JSON.stringify([refused, logged])).not.toContain(SECRET);
  expect(raised).toEqual([]);
});

it('takes no hooks where none are set up', async () => {
  const closed = takeAzureDevOpsHook({}, async () => void raised.push([]));
  const headers = { 'content-type': 'application/json', ...basic('contoso', '') };
  const body = { string: JSON.stringify(build()) };
  expect(await call(closed, { method: 'POST', headers, body })).toMatchObject({ status: 401 });
  expect([raised, asked]).toEqual([[], []]);
});

it.each(['https://dev.azure.com/fabrikam/', 'https://fabrikam.visualstudio.com/'])(
  'refuses an event from %s that another organisation sends',
  async (baseUrl) => {
    expect(await hook(build('lab', baseUrl))).toMatchObject({
      status: 403,
      jsonBody: { type: 'urn:problem:forbidden' },
    });
    expect(raised).toEqual([]);
  },
);

it.each([
  ['[]', 400],
  ['{', 400],
  [JSON.stringify({ eventType: 'x y', resource: {} }), 400],
  [JSON.stringify({ eventType: 'build.complete' }), 400],
  [JSON.stringify({ ...build(), resource: { project: { name: 7 } } }), 400],
  [JSON.stringify({ ...build(), padding: 'x'.repeat(1024 * 1024) }), 413],
])('refuses what is no event: %.40s', async (body, status) => {
  const refused = await hook(body);
  expect(refused).toMatchObject({ status, headers: { 'content-type': 'application/problem+json' } });
  expect(raised).toEqual([]);
});

it('refuses another media type', async () => {
  const headers = { ...basic('contoso', SECRET), 'content-type': 'text/plain' };
  expect(await hook(build(), headers)).toMatchObject({ status: 415 });
});

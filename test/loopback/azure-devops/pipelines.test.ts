import { afterEach, beforeEach, expect, it } from 'vitest';

import { commitFiles } from './git/commit-files.ts';
import { addRepository, type Repository } from './git/repository.ts';
import { talkTo } from './send.ts';
import { startAzureDevOps, type AzureDevOpsServer } from './server.ts';
import { projectNamed } from './state.ts';

const DEFINITIONS = '/contoso/lab/_apis/build/definitions';
const RUNS = '/contoso/lab/_apis/pipelines/1/runs';
let server: AzureDevOpsServer;
let repository: Repository;
const talk: ReturnType<typeof talkTo> = (...call) => talkTo(server)(...call);

beforeEach(async () => {
  server = await startAzureDevOps({ organizations: { contoso: ['lab'] } });
  repository = addRepository(projectNamed(server.state.organizations.get('contoso')!, 'lab'), 'orders');
  commitFiles(repository, { 'azure-pipelines.yml': 'steps:\n  - script: test\n' });
});
afterEach(() => server.close());

const definition = (more: object = {}) => ({
  name: 'orders',
  path: String.raw`\factory`,
  repository: { id: repository.id, type: 'TfsGit' },
  process: { type: 2, yamlFilename: 'azure-pipelines.yml' },
  variables: { key: { value: '', allowOverride: true } },
  ...more,
});

it.each<[string, object, number]>([
  ['a name that the folder has', {}, 409],
  ['a repository that is not there', { name: 'x', repository: { id: 'nowhere', type: 'TfsGit' } }, 400],
  ['a definition without a file', { name: 'x', process: { type: 1 } }, 400],
  ['a field that is not known', { name: 'x', colour: 'red' }, 400],
])('a definition with %s is refused', async (_, more, status) => {
  await talk('POST', DEFINITIONS, definition());
  expect(await talk('POST', DEFINITIONS, definition(more))).toMatchObject({ status });
});

const refName = (name: string) => ({ resources: { repositories: { self: { refName: name } } } });

it.each<[string, object, number]>([
  ['a variable that is not declared', { variables: { other: { value: 'x' } } }, 400],
  ['a stage that is not there', { stagesToSkip: ['Nowhere'] }, 400],
  ['a branch by half its name', refName('main'), 400],
  ['a branch that is not there', refName('refs/heads/other'), 400],
])('a run with %s is refused', async (_, body, status) => {
  await talk('POST', DEFINITIONS, definition());
  expect(await talk('POST', RUNS, body)).toMatchObject({
    status,
    body: { typeKey: 'PipelineValidationException' },
  });
  expect((await talk('GET', '/contoso/lab/_apis/build/builds')).body.value).toEqual([]);
});

it('a run goes on, ends, and can then be cancelled no more', async () => {
  await talk('POST', DEFINITIONS, definition());
  const run = await talk('POST', RUNS, { variables: { key: { value: 'k-1' } } });
  expect(run).toMatchObject({ status: 200, body: { id: 1 } });
  const build = '/contoso/lab/_apis/build/builds/1';
  expect((await talk('GET', `${build}/timeline`)).status).toBe(204);
  expect((await talk('GET', build)).body).toMatchObject({
    status: 'inProgress',
    parameters: '{"key":"k-1"}',
  });
  expect((await talk('GET', build)).body).toMatchObject({ status: 'completed', result: 'succeeded' });
  expect(
    (await talk('GET', `${build}/timeline`)).body.records.map(({ type }: { type: string }) => type),
  ).toEqual(['Stage', 'Job', 'Task']);
  expect(await talk('PATCH', build, { status: 'cancelling' })).toMatchObject({ status: 400 });
  expect(await talk('GET', '/contoso/lab/_apis/build/builds/9')).toMatchObject({ status: 404 });
});

it('lists runs newest first, page by page', async () => {
  await talk('POST', DEFINITIONS, definition());
  for (let time = 1; time <= 3; time += 1) await talk('POST', RUNS, {});
  const list = (more: string) => talk('GET', `/contoso/lab/_apis/build/builds?$top=2${more}`);
  const ids = async (more: string) => (await list(more)).body.value.map(({ id }: { id: number }) => id);
  expect([await ids(''), await ids('&continuationToken=2')]).toEqual([[3, 2], [1]]);
});

it('a wiki page is changed only by who names its tag, and has a parent', async () => {
  const projectId = projectNamed(server.state.organizations.get('contoso')!, 'lab').id;
  const wikis = '/contoso/lab/_apis/wiki/wikis';
  const made = await talk('POST', wikis, { name: 'lab.wiki', type: 'projectWiki', projectId });
  expect(made.status).toBe(201);
  expect(await talk('POST', wikis, { name: 'other', type: 'projectWiki', projectId })).toMatchObject({
    status: 409,
  });
  const put = (path: string) =>
    talk('PUT', `${wikis}/${made.body.id}/pages?path=${path}`, { content: 'text' });
  expect([(await put('/a/b')).status, (await put('/a')).status, (await put('/a')).status]).toEqual([
    404, 201, 409,
  ]);
});

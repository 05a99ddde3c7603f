import { afterEach, beforeEach, expect, it } from 'vitest';

import { commitFiles } from './git/commit-files.ts';
import { addRepository } from './git/repository.ts';
import { sendTo, talkTo } from './send.ts';
import { startAzureDevOps, type AzureDevOpsServer } from './server.ts';
import { projectNamed, type Project } from './state.ts';

const ITEMS = '/contoso/lab/_apis/wit/workitems';
let server: AzureDevOpsServer;
let project: Project;

beforeEach(async () => {
  server = await startAzureDevOps({ organizations: { contoso: ['lab'] } });
  project = projectNamed(server.state.organizations.get('contoso')!, 'lab');
});
afterEach(() => server.close());

const patch = async (
  method: 'POST' | 'PATCH',
  path: string,
  body: unknown,
  type = 'application/json-patch+json',
) => {
  const { status, text } = await sendTo(server)(method, `${path}?api-version=7.1`, {
    body,
    headers: { 'content-type': type },
  });
  return { status, body: JSON.parse(text) };
};
const field = (name: string, value: unknown) => ({ op: 'add', path: `/fields/${name}`, value });
const relation = (value: object) => ({ op: 'add', path: '/relations/-', value });
const title = field('System.Title', 'A title');
const make = (...more: object[]) => patch('POST', `${ITEMS}/$Epic`, [title, ...more]);
const query = (where: string) =>
  talkTo(server)('POST', '/contoso/lab/_apis/wit/wiql', {
    query: `SELECT [System.Id] FROM WorkItems WHERE ${where} ORDER BY [System.Id]`,
  });
const parentOf = (id: number) =>
  relation({
    rel: 'System.LinkTypes.Hierarchy-Reverse',
    url: `https://dev.azure.com/contoso/_apis/wit/workItems/${id}`,
  });

it('makes, reads, changes and removes a work item', async () => {
  expect(await make(field('System.Tags', 'b; A;a'))).toMatchObject({
    status: 200,
    body: { id: 1, rev: 1, fields: { 'System.State': 'New', 'System.Tags': 'A; b' } },
  });
  await patch('PATCH', `${ITEMS}/1`, [field('System.State', 'Active')]);
  const talk = talkTo(server);
  expect(await talk('GET', `${ITEMS}/1`)).toMatchObject({
    body: { rev: 2, fields: { 'System.State': 'Active' } },
  });
  expect(await talk('DELETE', `${ITEMS}/1`)).toMatchObject({ status: 200 });
  expect(await talk('GET', `${ITEMS}/1`)).toMatchObject({ status: 404 });
  expect((await query("[System.Tags] CONTAINS 'a'")).body.workItems).toEqual([]);
});

it.each<[string, () => Promise<{ status: number }>, number]>([
  ['another content type', () => patch('POST', `${ITEMS}/$Epic`, [title], 'application/json'), 415],
  ['a type of another process', () => patch('POST', `${ITEMS}/$Requirement`, [title]), 404],
  ['no title', () => patch('POST', `${ITEMS}/$Epic`, [field('System.Description', 'x')]), 400],
  ['a long title', () => patch('POST', `${ITEMS}/$Epic`, [field('System.Title', 'x'.repeat(256))]), 400],
  ['a field that the type lacks', () => make(field('Microsoft.VSTS.Common.AcceptanceCriteria', 'x')), 400],
  ['a field that is only read', () => make(field('System.Rev', 3)), 400],
  ['a state to begin with', () => make(field('System.State', 'Active')), 400],
  ['a priority of five', () => make(field('Microsoft.VSTS.Common.Priority', 5)), 400],
  ['a parent that is not there', () => make(parentOf(99)), 404],
  [
    'an artifact by name',
    () =>
      make(
        relation({
          rel: 'ArtifactLink',
          url: 'vstfs:///Git/Commit/lab/a/b',
          attributes: { name: 'Fixed in Commit' },
        }),
      ),
    400,
  ],
  ['an operation that is not known', () => patch('POST', `${ITEMS}/$Epic`, [{ ...title, op: 'put' }]), 400],
  ['a query for other things', () => query('[System.Id] > 3'), 400],
])('refuses %s', async (_, call, status) => {
  expect(await call()).toMatchObject({ status });
  expect(server.errors).toEqual([]);
});

it('refuses a revision that has passed, an unknown state, a second parent, a circle and a link twice', async () => {
  for (let time = 1; time <= 3; time += 1) await make();
  const change = (id: number, ...operations: object[]) => patch('PATCH', `${ITEMS}/${id}`, operations);
  const test = { op: 'test', path: '/rev', value: 1 };
  expect(await change(1, test, field('System.Title', 'B'))).toMatchObject({ status: 200 });
  expect(await change(1, test, field('System.Title', 'C'))).toMatchObject({ status: 412 });
  expect(await change(1, field('System.State', 'Done'))).toMatchObject({ status: 400 });
  expect(await change(2, parentOf(1))).toMatchObject({ status: 200 });
  expect(await change(2, parentOf(3))).toMatchObject({ status: 400 });
  expect(await change(1, parentOf(2))).toMatchObject({ status: 400 });
  expect(await change(2, parentOf(1))).toMatchObject({
    status: 400,
    body: { typeKey: 'RelationAlreadyExistsException' },
  });
  expect((await talkTo(server)('GET', `${ITEMS}/1?$expand=relations`)).body).toMatchObject({
    fields: { 'System.Title': 'B' },
    relations: [{ rel: 'System.LinkTypes.Hierarchy-Forward' }],
  });
});

it('links commits that are there, by the ids of project and repository', async () => {
  const repository = addRepository(project, 'orders');
  const commit = commitFiles(repository, { a: '1' });
  const link = (id: string) =>
    relation({
      rel: 'ArtifactLink',
      url: `vstfs:///Git/Commit/${project.id}%2F${repository.id}%2F${id}`,
      attributes: { name: 'Fixed in Commit' },
    });
  expect(await make(link(commit))).toMatchObject({ status: 200 });
  expect(await make(link('0'.repeat(40)))).toMatchObject({ status: 400 });
});

it('reads batches of at most 200, and not fields with relations', async () => {
  await make();
  const batch = (body: object) => talkTo(server)('POST', '/contoso/lab/_apis/wit/workitemsbatch', body);
  expect((await batch({ ids: [1, 9], errorPolicy: 'omit' })).body.value).toHaveLength(1);
  expect(await batch({ ids: [1, 9] })).toMatchObject({ status: 404 });
  expect(await batch({ ids: Array.from({ length: 201 }, () => 1) })).toMatchObject({ status: 400 });
  expect(await batch({ ids: [1], fields: ['System.Title'], $expand: 'relations' })).toMatchObject({
    status: 400,
  });
});

import { afterEach, beforeEach, expect, it } from 'vitest';

import { createAzureProjectWiki } from '../../../../../platform/azure/azure-devops/wiki/project-wiki.ts';
import { wikisOf } from '../../../../loopback/azure-devops/behaviour/wiki.ts';
import { aDevOps, place, type ADevOps } from '../a-server.ts';

let devOps: ADevOps;
beforeEach(async () => {
  devOps = await aDevOps();
});
afterEach(() => devOps.close());

const wiki = () => createAzureProjectWiki({ http: devOps.connect(), placeOf: async () => place });
const pages = () => Object.fromEntries(wikisOf(devOps.project)[0]?.pages ?? []);
const isWrite = ({ operationId }: { operationId: string | undefined }) =>
  operationId === 'wiki.Pages_CreateOrUpdate';
const writes = () => devOps.server.calls.filter(isWrite).map(({ status }) => status);

const documents = [
  { path: 'plan/roadmap', content: '# Roadmap\n' },
  { path: '', content: '# Summary\n' },
];

it('makes the wiki, the pages and those that hold them', async () => {
  expect(await wiki().publish('p-1', documents)).toBe('/Software factory/p-1');
  expect(pages()).toEqual({
    '/Software factory': expect.stringMatching(/software factory builds/),
    '/Software factory/p-1': '# Summary\n',
    '/Software factory/p-1/plan': 'plan\n',
    '/Software factory/p-1/plan/roadmap': '# Roadmap\n',
  });
});

it('writes nothing again, and what differs only', async () => {
  await wiki().publish('p-1', documents);
  await wiki().publish('p-1', documents);
  expect(writes()).toEqual([201, 201, 201, 201]);
  await wiki().publish('p-1', [{ path: '', content: '# Another\n' }]);
  expect(writes()).toEqual([201, 201, 201, 201, 200]);
  expect(pages()).toMatchObject({
    '/Software factory/p-1': '# Another\n',
    '/Software factory/p-1/plan/roadmap': '# Roadmap\n',
  });
});

it('reads a page again that somebody wrote meanwhile', async () => {
  await wiki().publish('p-1', documents);
  devOps.server.plant({
    on: isWrite,
    meanwhile: () => wikisOf(devOps.project)[0]!.pages.set('/Software factory/p-1', 'Theirs\n'),
  });
  await wiki().publish('p-1', [{ path: '', content: '# Another\n' }]);
  expect(writes().slice(-2)).toEqual([412, 200]);
  expect(pages()['/Software factory/p-1']).toBe('# Another\n');
});

it('what people write on the page above stays', async () => {
  await wiki().publish('p-1', documents);
  wikisOf(devOps.project)[0]!.pages.set('/Software factory', 'Our projects\n');
  await wiki().publish('p-2', documents);
  expect(pages()['/Software factory']).toBe('Our projects\n');
});

it('removes the pages of one project, once', async () => {
  await wiki().remove('p-1');
  await wiki().publish('p-1', documents);
  await wiki().publish('p-2', documents);
  for (let time = 1; time <= 2; time += 1) await wiki().remove('p-1');
  expect(Object.keys(pages()).filter((path) => path.includes('p-1'))).toEqual([]);
  expect(Object.keys(pages())).toContain('/Software factory/p-2/plan/roadmap');
});

it('a wiki that it may not write is told', async () => {
  devOps.project.organization.denied.add('ContributeWiki');
  await expect(wiki().publish('p-1', documents)).rejects.toMatchObject({
    kind: 'invalid-configuration',
    message: expect.stringMatching(/write the wiki/),
  });
});

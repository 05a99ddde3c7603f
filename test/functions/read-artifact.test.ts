import { describe, expect, it } from 'vitest';

import { listArtifacts } from '../../functions/list-artifacts.ts';
import { readArtifact } from '../../functions/read-artifact.ts';
import { call } from './support/call.ts';
import { aProject, fakeDeps, projectId } from './support/fake-ports.ts';

const setUp = () => {
  const fake = fakeDeps();
  fake.projects.push(aProject(1));
  fake.put('plan/product-plan.json', '{"title":"Audit Trail"}');
  fake.put('plan/it\'s "done".md', '<script>alert(1)</script>');
  const read = (path: string, id = projectId(1)) =>
    call(readArtifact(fake.deps), { params: { projectId: id, path } });
  return { ...fake, read };
};

describe('GET /api/projects/{projectId}/artifacts/{path}', () => {
  it('answers JSON as a download', async () => {
    expect(await setUp().read('plan/product-plan.json')).toEqual({
      headers: {
        'content-type': 'application/json',
        'content-disposition': "attachment; filename*=UTF-8''product-plan.json",
        'content-security-policy': "default-src 'none'; sandbox",
        'x-content-type-options': 'nosniff',
        etag: `"${'a'.repeat(64)}"`,
        'x-correlation-id': 'i-1',
      },
      body: '{"title":"Audit Trail"}',
    });
  });

  it('answers everything else as plain text, with a file name that cannot leave its header', async () => {
    const { headers } = await setUp().read('plan/it\'s "done".md');
    expect(headers).toMatchObject({
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': "attachment; filename*=UTF-8''it%27s%20%22done%22.md",
    });
  });

  it.each([
    '../secrets',
    'plan/../../secrets',
    '/etc/passwd',
    'plan//product-plan.json',
    'plan/./product-plan.json',
    'plan\\product-plan.json',
    'plan/\u0000',
    'x'.repeat(401),
    '',
  ])('refuses the path %j', async (path) => {
    expect(await setUp().read(path)).toMatchObject({
      status: 400,
      jsonBody: { errors: [{ parameter: 'path' }] },
    });
  });

  it('says what is not there', async () => {
    const { read } = setUp();
    expect(await read('plan/product-plan')).toMatchObject({
      status: 404,
      jsonBody: { detail: `Project ${projectId(1)} has no artifact "plan/product-plan".` },
    });
    expect(await read('plan/product-plan.json', 'p-1')).toMatchObject({
      status: 404,
      jsonBody: { detail: 'There is no project "p-1".' },
    });
  });
});

describe('GET /api/projects/{projectId}/artifacts', () => {
  it('lists by prefix', async () => {
    const { deps, put } = setUp();
    put('architecture/c4.md', '#');
    const list = async (query: Record<string, string>) =>
      (await call(listArtifacts(deps), { params: { projectId: projectId(1) }, query })).jsonBody.items.map(
        ({ path }: { path: string }) => path,
      );
    expect(await list({})).toEqual(['plan/product-plan.json', 'plan/it\'s "done".md', 'architecture/c4.md']);
    expect(await list({ prefix: 'architecture/' })).toEqual(['architecture/c4.md']);
  });
});

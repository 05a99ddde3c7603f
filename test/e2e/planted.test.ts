import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import type { RunResult } from '../../factory/domain/run-result.ts';
import { createEmbeddedStores } from '../../platform/embedded/stores/embedded-stores.ts';
import { spawnHost, type SpawnedHost } from '../platform/embedded/host/spawn-host.ts';
import { AUDIT } from './support/factory-cli.ts';
import { makeProject } from './support/served-factory.ts';
import { until } from './support/waiting.ts';
import { whereInFolder } from './support/where-in-folder.ts';

// Put together here, so that this file holds no secret.
const SECRET = `gh${'p_'}${'zQ7w'.repeat(9)}`;
const APP = resolve(import.meta.dirname, 'support/planting-app.ts');

let scratch: string;
beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'factory-planted-'));
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

let host: SpawnedHost | undefined;
const start = async (workspace: string, env: Record<string, string>): Promise<SpawnedHost> => {
  host = await spawnHost({ app: APP, workspace, env: { ...env, FACTORY_WORKSPACE: workspace } });
  return host;
};
const stop = async (): Promise<void> => {
  host?.signal('SIGTERM');
  await host?.exited;
  host = undefined;
};
afterEach(stop);

/** What the API tells of a project: its document, its events, its audit trail. */
const told = async (url: string, projectId: string): Promise<string> => {
  const paths = ['', '/events?format=json', '/actions', '/artifacts'];
  const answers = paths.map(async (path) => (await fetch(`${url}/api/projects/${projectId}${path}`)).text());
  return (await Promise.all(answers)).join('\n');
};

type Opened = { id: string; sha256: string; subject: { failure?: unknown }; decisions: string[] };

/** The project stands, asks a person who may only give it up, takes no `retry` and no `accept`, and ends when it is given up. */
const isHalted = async (
  url: string,
  { projectId, status, repositories }: RunResult,
  criticalReason: string,
  says: RegExp,
): Promise<void> => {
  expect([status, repositories]).toEqual(['waiting', []]);
  const { items } = (await (await fetch(`${url}/api/reviews`)).json()) as { items: Opened[] };
  const failure = { kind: 'critical', criticalReason, message: expect.stringMatching(says) };
  expect(items).toMatchObject([{ subject: { failure }, decisions: ['abort'] }]);
  const decide = async (decision: object): Promise<number> => {
    const { status: answered } = await fetch(`${url}/api/reviews/${items[0]?.id}/decision`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...decision, shown: items[0]?.sha256 }),
    });
    return answered;
  };
  expect(await decide({ kind: 'retry' })).toBe(422);
  expect(await decide({ kind: 'accept', reason: 'It is fine.' })).toBe(422);
  expect(await decide({ kind: 'abort', reason: 'It is not.' })).toBe(200);
  await until('the project to end', async () => {
    const answer = await fetch(`${url}/api/projects/${projectId}`);
    return ((await answer.json()) as RunResult).status === 'aborted' ? true : undefined;
  });
};

describe('a secret that the architect wrote into the blueprint', () => {
  it('halts the project at once, and stands nowhere: no database, log, event, history, repository, folder', async () => {
    const workspace = join(scratch, 'secret');
    const { url, stderr } = await start(workspace, { PLANTED_SECRET: SECRET });
    const result = await makeProject(url, AUDIT);
    await isHalted(url, result, 'secret', /^Line \d+ of .+ holds a GitHub token/);
    expect(await told(url, result.projectId)).not.toContain(SECRET);

    const running = whereInFolder(workspace, SECRET);
    expect(running.looked).toBeGreaterThan(3);
    expect(running.hits, 'while the databases are open').toEqual([]);
    await stop();
    expect(whereInFolder(workspace, SECRET).hits, 'after they were closed').toEqual([]);
    expect(stderr()).not.toContain(SECRET);

    // The search is worth something: what an unguarded store takes is found.
    const stores = createEmbeddedStores({ directory: workspace, seed: [] });
    await stores.artifacts.putAll('p-control', 'vision', [{ path: 'a.md', content: `It is ${SECRET}.` }]);
    expect(whereInFolder(workspace, SECRET).hits).not.toEqual([]);
    stores.close();
    expect(whereInFolder(workspace, SECRET).hits).not.toEqual([]);
  });
});

describe('a path that a generator leads out of the tree', () => {
  it('halts the project at once, and nothing of the call is stored', async () => {
    const workspace = join(scratch, 'path');
    const { url } = await start(workspace, { PLANTED_PATH: '../../planted.txt' });
    const result = await makeProject(url, AUDIT);
    await isHalted(url, result, 'path-escape', /^The path "\.\.\/\.\.\/planted\.txt" has the segment "\.\."/);
    const listed = await (await fetch(`${url}/api/projects/${result.projectId}/artifacts`)).text();
    expect(listed).toContain('plan/product-plan.json');
    expect(listed).not.toContain('planted.txt');
    expect(listed).not.toContain('api/openapi.json');
    expect(
      [scratch, join(scratch, '..')].filter((folder) => existsSync(join(folder, 'planted.txt'))),
    ).toEqual([]);
  });
});

describe('a definition with a secret in it', () => {
  it('is refused by name of field and kind, and kept nowhere', async () => {
    const workspace = join(scratch, 'definition');
    const { url, stderr } = await start(workspace, {});
    const answer = await fetch(`${url}/api/projects`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': 'k1' },
      body: JSON.stringify({ text: `${AUDIT} It calls GitHub with ${SECRET}.` }),
    });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([422, 'application/problem+json']);
    const problem = await answer.text();
    expect(JSON.parse(problem)).toMatchObject({
      type: 'urn:problem:secret-in-definition',
      errors: [{ pointer: '#/text', detail: 'text holds a GitHub token' }],
    });
    expect(problem).not.toContain(SECRET);
    expect(await (await fetch(`${url}/api/projects`)).json()).toEqual({ items: [] });
    expect(whereInFolder(workspace, SECRET).hits).toEqual([]);
    await stop();
    const { looked, hits } = whereInFolder(workspace, SECRET);
    expect([looked > 0, hits]).toEqual([true, []]);
    expect(stderr()).not.toContain(SECRET);
  });
});

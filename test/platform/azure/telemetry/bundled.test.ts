import { randomUUID } from 'node:crypto';
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { build, type Metafile } from 'esbuild';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { traceIdOf } from '../../../../factory/domain/transition-event.ts';
import { AUDIENCES } from '../../../../platform/azure/identity/audiences.ts';
import { absentPrograms } from '../../../../scripts/build/absent-programs.ts';
import { forbiddenImports } from '../../../../scripts/build/forbidden-imports.ts';
import { startIdentityServer, type IdentityServer } from '../../../loopback/identity/identity-server.ts';
import { startIngestionServer, type IngestionServer } from '../../../loopback/ingestion/ingestion-server.ts';
import { startKeyVaultServer, type KeyVaultServer } from '../../../loopback/key-vault/key-vault-server.ts';
import { eventually, spawnHost } from '../../embedded/host/spawn-host.ts';

const CANARY = `ghp_${'aB3dE6gH9j'.repeat(4).slice(0, 36)}`;
const clientId = randomUUID();

let folder: string;
let metafile: Metafile;
let identity: IdentityServer;
let vault: KeyVaultServer;
let ingestion: IngestionServer;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'traced-'));
  ({ metafile } = await build({
    entryPoints: { app: join(import.meta.dirname, 'traced-app/app.ts') },
    outdir: join(folder, 'dist'),
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    chunkNames: '[name]-[hash]',
    platform: 'node',
    format: 'esm',
    target: 'node24',
    metafile: true,
    plugins: [absentPrograms],
    define: { __dirname: 'import.meta.dirname', __filename: 'import.meta.filename' },
    external: ['@azure/functions-core'],
    banner: {
      js: "import { createRequire as createBundleRequire } from 'node:module';\nconst require = createBundleRequire(import.meta.url);",
    },
    logLevel: 'error',
  }));
  identity = await startIdentityServer({ clientIds: [clientId] });
  vault = await startKeyVaultServer({ refusalOf: (token) => identity.refusalOf(token, AUDIENCES.keyVault) });
  vault.set('model-key', CANARY);
});

beforeEach(async () => {
  ingestion = await startIngestionServer({
    refusalOf: (token) => identity.refusalOf(token, AUDIENCES.telemetry),
  });
  writeFileSync(join(folder, 'trusted.pem'), vault.certificate + ingestion.certificate);
  return () => ingestion.close();
});

afterAll(async () => {
  await Promise.all([identity.close(), vault.close()]);
  rmSync(folder, { recursive: true, force: true });
});

/** Runs the app in a host: one project from its request to its end, then the end of the app. */
const runProject = async (projectId: string, environment: Record<string, string> = {}) => {
  const host = await spawnHost({
    app: join(folder, 'dist/app.mjs'),
    workspace: join(folder, projectId),
    cwd: folder,
    env: {
      ...identity.environment,
      CLIENT_ID: clientId,
      VAULT_URL: vault.url,
      CONNECTION_STRING: ingestion.connectionString,
      NODE_EXTRA_CA_CERTS: join(folder, 'trusted.pem'),
      APPLICATION_INSIGHTS_NO_STATSBEAT: 'true',
      ...environment,
    },
  });
  try {
    const made = await fetch(`${host.url}/api/api/projects/${projectId}`, { method: 'POST', body: CANARY });
    const output = await eventually(async () => {
      const status = (await (await fetch(`${host.url}/api/status/${projectId}`)).json()) as {
        runtimeStatus: string;
        output: unknown;
      };
      return ['Completed', 'Failed'].includes(status.runtimeStatus) ? status.output : undefined;
    });
    const asked = performance.now();
    host.signal('SIGTERM');
    const code = await host.exited;
    return { status: made.status, output, code, ending: performance.now() - asked, errors: host.stderr() };
  } finally {
    await host.kill();
  }
};

const newProject = (): string => `p-acme-${randomUUID()}`;
const worked = { status: 202, output: { ok: true, value: CANARY.length }, code: 0 };

it('is bundled without what may not be there, and loaded when it is wanted', () => {
  expect(forbiddenImports(metafile).found).toEqual([]);
  const entry = Object.entries(metafile.outputs).find(([path]) => path.endsWith('app.mjs'))![1];
  const inEntry = Object.keys(entry.inputs);
  expect(
    inEntry.filter((path) => /applicationinsights|@azure\/identity|keyvault|sdk-trace/.test(path)),
  ).toEqual([]);
  expect(entry.imports.filter(({ kind }) => kind === 'dynamic-import').length).toBeGreaterThan(2);
});

describe('an app in one bundle', { timeout: 30_000 }, () => {
  it('sends one trace per project: request, orchestration, activity, calls', async () => {
    const projectId = newProject();
    expect(await runProject(projectId)).toMatchObject(worked);
    expect(ingestion.refused).toEqual([]);
    const spans = ingestion
      .spans()
      .filter(({ properties }) => properties['factory.project.id'] === projectId);
    expect(new Set(spans.map(({ traceId }) => traceId))).toEqual(new Set([traceIdOf(projectId)]));
    const idOf = (name: string) => spans.find((span) => span.name === name)?.id;
    const request = idOf('POST /api/projects/{key}');
    const activity = idOf('activity plan');
    const below = (parent: string | undefined) =>
      spans
        .filter(({ parentId }) => parent && parentId === parent)
        .map(({ name }) => name)
        .toSorted();
    expect(below(request)).toEqual(['activity plan', 'orchestration factory', 'orchestration factory']);
    expect(below(activity)).toEqual(['chat gpt-5', 'get secret']);
    expect(below(idOf('get secret'))).toEqual(['get token']);
    expect(ingestion.logs().map(({ message }) => message)).toContain('made with [a GitHub token, left out]');
    expect(ingestion.text()).not.toContain(CANARY);
    expect(identity.requests.map(({ resource }) => resource)).toEqual(
      expect.arrayContaining(['https://vault.azure.net', 'https://monitor.azure.com']),
    );
  });

  it('works on and ends in time where it is throttled, and keeps what it could not send', async () => {
    const headers = { 'retry-after': '3600' };
    ingestion.failWith({ status: 503 }, { status: 439, headers }, { status: 429, headers });
    const kept = join(folder, 'kept');
    const run = await runProject(newProject(), { STORAGE_DIRECTORY: kept });
    expect(run).toMatchObject(worked);
    expect(run.ending).toBeLessThan(8_000);
    expect({ items: ingestion.items, asked: ingestion.requests.slice(0, 2) }).toEqual({
      items: [],
      asked: [503, 439].map((status) => ({ path: '/v2.1/track', status })),
    });
    const texts = globSync('**/*.ai.json', { cwd: kept }).map((path) =>
      readFileSync(join(kept, path), 'utf8'),
    );
    expect(texts.join()).toContain('activity plan');
    expect(texts.join()).not.toContain(CANARY);
  });

  it('works on and ends in time where nobody answers', async () => {
    ingestion.failWith('hang');
    const run = await runProject(newProject());
    expect(run).toMatchObject(worked);
    expect(run.ending).toBeLessThan(8_000);
    expect(ingestion.items).toEqual([]);
  });

  it('works on and ends in time where nobody is there', async () => {
    await ingestion.close();
    expect(await runProject(newProject())).toMatchObject(worked);
  });
});

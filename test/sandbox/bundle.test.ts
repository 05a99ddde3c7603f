import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

import { afterAll, beforeAll, expect, it } from 'vitest';

import { deliveryFiles } from '../../factory/generators/delivery/delivery-files.ts';
import { bundleSandbox } from '../../scripts/build/bundle-sandbox.ts';
import { copyAssets } from '../../scripts/build/copy-assets.ts';
import { tracedAuditBlueprint } from '../factory/agents/quality/fixtures/traced-audit-blueprint.ts';
import { aSessionVerifier, PROJECT } from '../platform/azure/sandbox/a-session-verifier.ts';

const root = resolve(import.meta.dirname, '../..');
const service = tracedAuditBlueprint.services[0]!;
const verification = { projectId: PROJECT, subject: service.name, attempt: 1 };

let folder: string;
let child: ChildProcess | undefined;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sandbox-bundle-'));
  mkdirSync(join(folder, 'app'));
  await bundleSandbox(root, join(folder, 'app'));
  copyAssets(root, join(folder, 'app'));
});

afterAll(() => {
  child?.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

/** Starts what the image starts, in an environment with nothing of ours; answers where it listens. */
const start = async (): Promise<{ url: string; exited: Promise<unknown[]> }> => {
  const started = spawn(process.execPath, ['supervisor.js'], {
    cwd: join(folder, 'app'),
    env: {
      PATH: '/usr/bin:/bin',
      HOME: folder,
      SANDBOX_PORT: '0',
      SANDBOX_WORKSPACE: join(folder, 'work'),
      SANDBOX_INSTALL_CACHE: join(folder, 'installs'),
      BICEP_PATH: '/nowhere/bicep',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  child = started;
  const exited = once(started, 'exit');
  const [line] = (await once(createInterface(started.stdout), 'line')) as [string];
  const { address } = JSON.parse(line) as { address: { port: number } };
  return { url: `http://127.0.0.1:${address.port}`, exited };
};

it('the bundle verifies, and ends when code ran in it and the result was fetched', async () => {
  const { url, exited } = await start();
  const files = deliveryFiles(service, tracedAuditBlueprint);
  const checks = await aSessionVerifier(url).verifyDelivery(verification, files);
  expect(checks.find(({ name }) => name === 'kubernetes')).toMatchObject({ status: 'passed' });
  expect(checks.find(({ name }) => name === 'pipeline-schema')).toMatchObject({ status: 'passed' });
  expect(child?.exitCode).toBeNull();
  const broken = [{ path: 'package-lock.json', content: '{}' }];
  await expect(aSessionVerifier(url).verifyExtensions(verification, broken)).rejects.toMatchObject({
    kind: 'code-generation',
  });
  expect((await exited)[0]).toBe(0);
});

it('the bundle ends when it is asked to', async () => {
  const { exited } = await start();
  child?.kill('SIGTERM');
  expect((await exited)[0]).toBe(0);
});

import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, it } from 'vitest';

import { AUDIT, root } from './support/factory-cli.ts';
import { makeProject } from './support/served-factory.ts';
import { until } from './support/waiting.ts';

let folder: string;
let host: ChildProcess | undefined;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'factory-package-'));
  execFileSync(process.execPath, [join(root, 'scripts/build.ts'), '--output', folder], { cwd: root });
});

afterAll(async () => {
  if (host && host.exitCode === null) {
    host.kill('SIGTERM');
    await new Promise((resolve) => host?.once('exit', resolve));
  }
  rmSync(folder, { recursive: true, force: true });
});

it('is a bundle, its assets and what the Functions host reads, without node_modules', () => {
  expect(readdirSync(folder).toSorted()).toEqual(['dist', 'host.json', 'package.json']);
});

it('makes a microservice under the embedded host, from a folder that holds nothing else', async () => {
  const workspace = join(folder, 'workspace');
  mkdirSync(workspace);
  const main = join(root, 'platform/embedded/host/main.ts');
  const args = [
    '--app',
    join(folder, 'dist/app.js'),
    '--workspace',
    workspace,
    '--port',
    '0',
    '--pump',
    'all',
  ];
  host = spawn(process.execPath, [main, ...args], {
    cwd: folder,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], FACTORY_WORKSPACE: workspace },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  host.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const url = await until('the host', () => /"url":"([^"]+)"/.exec(output)?.[1]);

  const result = await makeProject(url, AUDIT);

  expect(result.failure).toBeUndefined();
  expect(result.status).toBe('completed');
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';

import { createProcessRegistry } from '../../../../platform/embedded/processes/process-registry.ts';
import { runCommand } from '../../../../platform/embedded/processes/run-command.ts';

const directory = mkdtempSync(join(tmpdir(), 'run-command-'));
const registry = createProcessRegistry(join(directory, 'processes'));
const options = { cwd: directory, env: { PATH: process.env['PATH'] ?? '' }, timeoutMs: 20_000 };

afterAll(() => rmSync(directory, { recursive: true, force: true }));

const sh = (script: string, limits: Partial<Parameters<typeof runCommand>[3]> = {}) =>
  runCommand(registry, 'sh', ['-c', script], { ...options, ...limits });

test('answers exit code and both streams', async () => {
  expect(await sh('echo out; echo err >&2; exit 3')).toEqual({
    exitCode: 3,
    stdout: 'out\n',
    stderr: 'err\n',
    durationMs: expect.any(Number),
  });
});

test('ends the group at the time limit', async () => {
  const result = await sh('echo begun; sleep 300 & sleep 300', { timeoutMs: 200 });
  expect(result).toMatchObject({ exitCode: undefined, ended: 'timeout', stdout: 'begun\n' });
  expect(result.durationMs).toBeLessThan(5_000);
});

test('keeps no more output than allowed and ends the group', async () => {
  const result = await sh('yes', { maxOutputBytes: 1_000 });
  expect(result).toMatchObject({ exitCode: undefined, ended: 'output-limit' });
  expect(result.stdout).toHaveLength(1_000);
});

test.runIf(process.platform === 'linux')('ends the group at the memory limit', async () => {
  const hog = 'const kept = []; setInterval(() => kept.push(Buffer.alloc(16 * 1024 * 1024, 1)), 5)';
  const result = await runCommand(registry, process.execPath, ['-e', hog], {
    ...options,
    maxMemoryBytes: 200 * 1024 * 1024,
  });
  expect(result).toMatchObject({ exitCode: undefined, ended: 'memory-limit' });
});

test('says that the heap of V8 was full', async () => {
  const hog = 'const kept = []; for (;;) kept.push({ value: [kept.length] })';
  const result = await runCommand(
    registry,
    process.execPath,
    ['--max-old-space-size=20', '-e', hog],
    options,
  );
  expect(result).toMatchObject({ exitCode: undefined, ended: 'memory-limit' });
});

test('tells a signal from an exit', async () => {
  expect(await sh('kill -SEGV $$')).toMatchObject({ exitCode: undefined, ended: 'signal' });
});

test('returns although a process that left the group holds the pipes', async () => {
  const escape = `require('node:child_process').spawn('sleep', ['4'], { detached: true, stdio: 'inherit' }).unref()`;
  const result = await runCommand(registry, process.execPath, ['-e', escape], options);
  expect(result.exitCode).toBe(0);
  expect(result.durationMs).toBeLessThan(3_500);
});

test('rejects a program that does not exist', async () => {
  await expect(runCommand(registry, 'no-such-program', [], options)).rejects.toThrow('ENOENT');
});

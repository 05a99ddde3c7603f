import { execFile, spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { runResultSchema, type RunResult } from '../../../factory/domain/run-result.ts';

export const root = resolve(import.meta.dirname, '../../..');
const cli = join(root, 'cli/factory.ts');

export const AUDIT = 'Create a new Audit Trail microservice for logging user actions';
export const SAMPLES =
  'Keep a register of lab samples: each sample has a barcode, a material, a collection date and a storage location; find samples by material and location';

export type CliAnswer = { exitCode: number | null; stdout: string; stderr: string };

const LIMITS = { maxBuffer: 256 * 1024 * 1024, timeout: 280_000 };

/** Runs the command line to its end, as a person would. */
export const factory = (...args: string[]): CliAnswer => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], {
    ...LIMITS,
    cwd: root,
    encoding: 'utf8',
  });
  return { exitCode: status, stdout, stderr };
};

/** The same while this process goes on: its servers answer, its connections live. */
export const factoryMeanwhile = (...args: string[]): Promise<CliAnswer> =>
  new Promise((answered) => {
    const child = execFile(process.execPath, [cli, ...args], { cwd: root, ...LIMITS }, (_, stdout, stderr) =>
      answered({ exitCode: child.exitCode, stdout, stderr }),
    );
  });

/** The one JSON document that a command printed, held against its schema. */
export const resultOf = (answer: CliAnswer): RunResult => {
  if (answer.stdout === '') throw new Error(`exit ${answer.exitCode}, no output\n${answer.stderr}`);
  return runResultSchema.parse(JSON.parse(answer.stdout));
};

/** Starts the command line without waiting for it. */
export const startFactory = (...args: string[]) =>
  spawn(process.execPath, [cli, ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });

/** The host that serves a workspace now, from its lock. */
export const hostOf = (workspace: string): { pid: number; url: string } | undefined => {
  const lock = join(workspace, 'host.lock');
  return existsSync(lock)
    ? (JSON.parse(readFileSync(lock, 'utf8')) as { pid: number; url: string })
    : undefined;
};

export const git = (directory: string, ...args: string[]): string => {
  const { status, stdout, stderr } = spawnSync('git', args, { cwd: directory, encoding: 'utf8' });
  if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`);
  return stdout.trim();
};

/** Tree of what a repository holds: equal trees are equal bytes. */
export const treeOf = (repository: string): string => git(repository, 'rev-parse', 'HEAD^{tree}');

import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { AUDIT, git, root } from '../../../e2e/support/factory-cli.ts';
import { RECORDING } from '../../replay/recording.ts';
import type { Before } from '../oracles/compensation-oracles.ts';
import { observe, type Observation } from '../observe/observation.ts';
import { startSession, type Program } from '../session.ts';
import { cancelledRun } from './killed-compensation.ts';
import { project } from './killed-run.ts';

/** A run that nobody disturbs: how long it takes, and what it leaves. Milliseconds. */
export type Undisturbed = { workspace: string; durationMs: number; effectsMs: number; seen: Observation };

/** Runs that all others are held against. */
export type References = {
  /** Folder of everything, for this process alone. */
  scratch: string;
  /** The command line with replayed verification. */
  replaying: Program;
  recording: string;
  /** The audit trail with real verification, recorded on the way; and with replayed one. */
  real: Undisturbed;
  replayed: Undisturbed;
  /** A workspace in which another project ended before, and somebody has a repository of their own. */
  inhabited: string;
  /** A further project there, cancelled and not killed. */
  cancelled: { workspace: string; before: Before; durationMs: number };
};

/** Runs a definition to its end in an empty workspace. `effectsMs`: how long before that its first effects began. */
export const undisturbedRun = async (
  program: Program,
  workspace: string,
  definition: string,
): Promise<Undisturbed> => {
  const session = startSession(program, workspace, 'run', definition);
  await project(session);
  const began = performance.now();
  await session.said(/stage\.started\s+(finalization):/);
  const effects = performance.now();
  await session.said(/(project\.completed)/);
  const durationMs = performance.now() - began;
  const effectsMs = performance.now() - effects;
  const exitCode = await session.ended;
  if (exitCode !== 0)
    throw new Error(`An undisturbed run ended with ${exitCode}\n${session.output().slice(-4_000)}`);
  return { workspace, durationMs, effectsMs, seen: observe(workspace) };
};

/** A repository that no project made. */
const addForeignRepository = (workspace: string): void => {
  const directory = join(workspace, 'repositories/connectsoft/factory/somebody-elses.git');
  mkdirSync(directory, { recursive: true });
  git(directory, 'init', '--quiet', '--bare', '--initial-branch=main');
  const tree = git(directory, 'hash-object', '-t', 'tree', '-w', '--stdin');
  const author = ['-c', 'user.name=Somebody', '-c', 'user.email=somebody@example.com'];
  git(
    directory,
    'update-ref',
    'refs/heads/main',
    git(directory, ...author, 'commit-tree', '-m', 'Theirs', tree),
  );
};

/** All is committed then. */
const DEPLOYING = /stage\.started\s+(deployment):/;

const cancelledOne = async (program: Program, inhabited: string, workspace: string) => {
  cpSync(inhabited, workspace, { recursive: true });
  const before = observe(workspace);
  const input = { program, workspace, definition: AUDIT, cancelAfterMs: 0, from: DEPLOYING };
  const { session, projectId, wasCancelled } = await cancelledRun(input);
  const began = performance.now();
  if (!wasCancelled) throw new Error(`An undisturbed run could not be cancelled\n${session.output()}`);
  await session.said(/(project\.cancelled)/);
  const durationMs = performance.now() - began;
  await session.ended;
  return { workspace, before: { workspace: before, project: projectId }, durationMs };
};

const makeReferences = async (print: (line: string) => void): Promise<References> => {
  const scratch = mkdtempSync(join(tmpdir(), 'factory-chaos-'));
  // What is wrong stays to be looked at.
  process.once('exit', (code) => code === 0 && rmSync(scratch, { recursive: true, force: true }));
  const recording = join(scratch, 'recording');
  mkdirSync(recording);
  const replaying = {
    entry: join(root, 'test/chaos/replay/factory.ts'),
    environment: { [RECORDING]: recording },
  };
  const seconds = (milliseconds: number): string => `${(milliseconds / 1_000).toFixed(1)} s`;
  const real = await undisturbedRun(replaying, join(scratch, 'real'), AUDIT);
  print(`undisturbed audit trail: ${seconds(real.durationMs)}, its verification recorded`);
  const replayed = await undisturbedRun(replaying, join(scratch, 'replayed'), AUDIT);
  print(`undisturbed audit trail, verification replayed: ${seconds(replayed.durationMs)}`);
  const inhabited = join(scratch, 'inhabited');
  cpSync(replayed.workspace, inhabited, { recursive: true });
  addForeignRepository(inhabited);
  const cancelled = await cancelledOne(replaying, inhabited, join(scratch, 'cancelled'));
  print(`undisturbed compensation, verification replayed: ${seconds(cancelled.durationMs)}`);
  return { scratch, replaying, recording, real, replayed, inhabited, cancelled };
};

let made: Promise<References> | undefined;

/** Made once for all parts of this process. */
export const references = (print: (line: string) => void): Promise<References> =>
  (made ??= makeReferences(print));

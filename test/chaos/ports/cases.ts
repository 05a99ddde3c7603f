import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { RECORDING, RECORDING_ONLY, REPLAY_PAUSE } from '../replay/recording.ts';
import { fateOf, type Fate } from './fate.ts';
import { judgePort } from './oracles.ts';
import type { PortCase } from './plan.ts';
import type { Ran, Scenario } from './ran.ts';
import { startWorker, type Worker } from './workers.ts';

/** The environment of a process that replays. */
export const replaying = (recording: string) => ({ [RECORDING]: recording, [REPLAY_PAUSE]: '0' });

/** A folder for a case that is gone afterwards. */
const inWorkspace = async <T>(scratch: string, work: (workspace: string) => Promise<T>): Promise<T> => {
  const workspace = mkdtempSync(join(scratch, 'case-'));
  try {
    return await work(workspace);
  } finally {
    rmSync(workspace, { recursive: true, force: true });
  }
};

/** Verifies for real once, unless that was recorded before. */
export const record = async (scratch: string, recording: string): Promise<void> => {
  if (existsSync(recording) && readdirSync(recording).length > 0) return;
  mkdirSync(recording, { recursive: true });
  const worker = startWorker({ ...replaying(recording), [RECORDING_ONLY]: 'true' });
  const answer = await inWorkspace(scratch, (workspace) => worker.ask({ workspace, scenario: 'run' }));
  worker.end();
  if ('error' in answer) throw new Error(answer.error);
};

/** A run that nothing disturbs. */
export const undisturbed = async (worker: Worker, scratch: string, scenario: Scenario): Promise<Ran> => {
  const answer = await inWorkspace(scratch, (workspace) => worker.ask({ workspace, scenario }));
  if ('error' in answer) throw new Error(answer.error);
  const { ran } = answer;
  const expected = scenario === 'run' ? 'completed' : 'cancelled';
  if (ran.left.status !== expected || ran.failed.some(({ failure }) => failure.kind !== 'stopped'))
    throw new Error(`An undisturbed run is ${ran.left.status}: ${JSON.stringify(ran.failed)}`);
  return ran;
};

/** The undisturbed runs. */
export type References = { run: Ran; cancelled: Ran };
/** `broken`: the case itself could not be run. */
export type Judged = { fate: Fate | 'broken'; lines: readonly string[] };

/** Runs a case and asks the oracles. */
export const runCase = async (
  worker: Worker,
  scratch: string,
  one: PortCase,
  references: References,
): Promise<Judged> => {
  const { scenario, target, way } = one;
  const fault = { target, way };
  const answer = await inWorkspace(scratch, (workspace) => worker.ask({ workspace, scenario, fault }));
  if ('error' in answer) return { fate: 'broken', lines: [answer.error] };
  const seen = { fault, ran: answer.ran, undisturbed: references[scenario], completed: references.run };
  return { fate: fateOf(seen), lines: judgePort(seen) };
};

/** A port that takes each call for another effect must be caught when an answer is lost. */
export const forgetfulPort = async (
  worker: Worker,
  scratch: string,
  references: References,
): Promise<string[]> => {
  const fault = { target: 'sourceControl.commit', way: 'lost' } as const;
  const ask = (workspace: string) => worker.ask({ workspace, scenario: 'run', fault, isPlanted: true });
  const answer = await inWorkspace(scratch, ask);
  if ('error' in answer) return [answer.error];
  const lines = judgePort({ fault, ran: answer.ran, undisturbed: references.run, completed: references.run });
  return lines.some((line) => line.startsWith('each effect once'))
    ? []
    : ['each effect once does not catch a port that takes each call for another effect'];
};

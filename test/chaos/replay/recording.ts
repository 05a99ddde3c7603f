import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Names the folder of the recording to a process that replays it. */
export const RECORDING = 'CHAOS_RECORDING';

/** One line for each time that something was verified: `replayed verify-code` or `real verify-code`. */
const USES = 'uses.log';

/** Names how long a replay takes, in milliseconds: a kill may fall into what is replayed, too. */
export const REPLAY_PAUSE = 'CHAOS_REPLAY_PAUSE';
const pauseMs = (): number => Number(process.env[REPLAY_PAUSE] ?? 250);

/** Set while everything is done for real, to be recorded. */
export const RECORDING_ONLY = 'CHAOS_RECORDING_ONLY';
export const isRecording = (): boolean => process.env[RECORDING_ONLY] === 'true';

const folder = (): string => {
  const given = process.env[RECORDING];
  if (given === undefined) throw new Error(`${RECORDING} names no folder.`);
  return given;
};

const fileOf = (what: string, input: unknown): string => {
  const hash = createHash('sha256').update(JSON.stringify(input)).digest('hex');
  return join(folder(), `${what}-${hash.slice(0, 32)}.json`);
};

const note = (kind: 'replayed' | 'real', what: string): void =>
  appendFileSync(join(folder(), USES), `${kind} ${what}\n`);

/**
 * What was found before for the same input, which names every file that is verified. Else it is verified for real, and the
 * result recorded. `T` is plain data.
 */
export const replayed = async <T>(what: string, input: unknown, real: () => Promise<T>): Promise<T> => {
  const file = fileOf(what, input);
  if (existsSync(file)) {
    note('replayed', what);
    await sleep(pauseMs());
    return JSON.parse(readFileSync(file, 'utf8')) as T;
  }
  note('real', what);
  const result = await real();
  writeFileSync(`${file}.${process.pid}`, JSON.stringify(result));
  renameSync(`${file}.${process.pid}`, file);
  return result;
};

/** How often something was replayed, and how often it was verified for real, so far. */
export const usesOf = (directory: string): { replayed: number; real: number } => {
  const file = join(directory, USES);
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
  const count = (kind: string): number => lines.filter((line) => line.startsWith(`${kind} `)).length;
  return { replayed: count('replayed'), real: count('real') };
};

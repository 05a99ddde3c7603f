import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

import type { RunResult } from '../../factory/domain/run-result.ts';

/** What is resident at most, in megabytes: of the host, and of it with all it started (what they share counts for each). */
type Memory = { host: number; all: number };

/** `cpuSeconds` and `memory` are known where there is /proc. */
export type MeasuredRun = {
  result: RunResult;
  seconds: number;
  cpuSeconds: number | undefined;
  memory: Memory | undefined;
};

/** Milliseconds between looks at the host's memory; the system itself keeps the peak. */
const PERIOD = 250;

/** Clock ticks of proc(5) in a second. */
const TICKS = 100;

/** Positions of `cutime` and `cstime` (fields 16 and 17) among those after the command name. */
const [CHILD_USER, CHILD_SYSTEM] = [13, 14];

const read = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
};

/** Processor seconds of all descendants that have ended. */
const childSeconds = (): number | undefined => {
  const stat = read('/proc/self/stat');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return stat === '' ? undefined : (Number(fields[CHILD_USER]) + Number(fields[CHILD_SYSTEM])) / TICKS;
};

const hostOf = (workspace: string): string | undefined =>
  process.platform === 'linux'
    ? readdirSync('/proc')
        .filter((name) => /^\d+$/.test(name))
        .find((pid) => {
          const command = read(`/proc/${pid}/cmdline`).split('\0');
          return command.includes(workspace) && command.some((part) => part.endsWith('host/main.ts'));
        })
    : undefined;

/** Kilobytes of a line of proc(5)'s `status`. */
const kilobytes = (pid: string, name: string): number =>
  Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(read(`/proc/${pid}/status`))?.[1] ?? 0);

const threadsOf = (pid: string): string[] => {
  try {
    return readdirSync(`/proc/${pid}/task`);
  } catch {
    return [];
  }
};

/** A process and everything that it started and that still runs. */
const familyOf = (pid: string): string[] => {
  const children = threadsOf(pid).flatMap((thread) =>
    read(`/proc/${pid}/task/${thread}/children`).split(' '),
  );
  return [pid, ...children.filter((child) => child !== '').flatMap(familyOf)];
};

/** Watches the host of a workspace until it is asked for the peak. */
const watchMemory = (workspace: string): (() => Memory | undefined) => {
  let pid: string | undefined;
  const peak = { host: 0, all: 0 };
  const timer = setInterval(() => {
    pid ??= hostOf(workspace);
    if (pid === undefined) return;
    const family = familyOf(pid).reduce((sum, each) => sum + kilobytes(each, 'VmRSS'), 0);
    peak.host = Math.max(peak.host, kilobytes(pid, 'VmHWM') / 1_024);
    peak.all = Math.max(peak.all, family / 1_024);
  }, PERIOD);
  return () => {
    clearInterval(timer);
    return peak.host > 0 ? peak : undefined;
  };
};

/** Runs the factory of a checkout on a definition. Throws when the run does not complete. */
export const measuredRun = async (
  checkout: string,
  definition: string,
  workspace: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<MeasuredRun> => {
  const before = childSeconds();
  const started = performance.now();
  const peak = watchMemory(workspace);
  const child = spawn(
    process.execPath,
    [join(checkout, 'cli/factory.ts'), 'run', definition, '--json', '--workspace', workspace],
    { cwd: checkout, env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [output, errors, status] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  const memory = peak();
  if (status !== 0) throw new Error(`The run ended with ${status}.\n${errors}\n${output.slice(-2_000)}`);
  const after = childSeconds();
  return {
    result: JSON.parse(output) as RunResult,
    seconds: (performance.now() - started) / 1_000,
    cpuSeconds: before === undefined || after === undefined ? undefined : after - before,
    memory,
  };
};

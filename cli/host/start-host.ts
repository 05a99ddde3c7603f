import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, createWriteStream, openSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { CliError, EXIT, HostLost, HostOutOfSpace } from '../cli-error.ts';
import { attach } from './attach.ts';
import type { Host } from './host.ts';
import type { Pump } from './running-host.ts';

export type HostProgram = { hostEntry: string; app: string };
export type HostOptions = {
  workspace: string;
  port: number;
  pump: Pump;
  /** Start deployed services again that are down. */
  recoverServices: boolean;
  /** Whether the host of another `run` will do. */
  joins?: boolean;
};

/** Another host has the workspace, or is about to. */
export class WorkspaceBusy extends Error {}

/** Exit codes by which the host says so, and that a newer version wrote the workspace. */
const WORKSPACE_BUSY = 3;
const WORKSPACE_TOO_NEW = 4;
/** Its announcement says more. */
const DISK_FULL = 5;
const WORKSPACE_DAMAGED = 6;

/** How long a host may take to start and to shut down, stopping services included. Milliseconds. */
const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 20_000;

const spawnHost = (
  { hostEntry, app }: HostProgram,
  { workspace, port, pump, recoverServices }: HostOptions,
): ChildProcess => {
  const log = openSync(join(workspace, 'host.log'), 'a');
  try {
    return spawn(
      process.execPath,
      // prettier-ignore
      [
        hostEntry, '--app', app, '--workspace', workspace, '--port', String(port), '--pump', pump,
        '--exit-when-detached',
      ],
      {
        // A process group of its own: Ctrl-C reaches the command only, which then ends the host in order.
        detached: true,
        stdio: ['ignore', 'pipe', log],
        env: {
          ...process.env,
          FACTORY_WORKSPACE: workspace,
          FACTORY_MODEL: 'rules',
          FACTORY_PLATFORM: 'embedded',
          FACTORY_RECOVER_SERVICES: String(recoverServices),
        },
      },
    );
  } finally {
    closeSync(log);
  }
};

const exited = (child: ChildProcess): Promise<void> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise((resolve) => void child.once('exit', () => resolve()));

/** True when the process ended within the time. */
const exitedWithin = async (child: ChildProcess, milliseconds: number): Promise<boolean> => {
  const timer = Promise.withResolvers<false>();
  const timeout = setTimeout(() => timer.resolve(false), milliseconds);
  const ended = await Promise.race([exited(child).then(() => true), timer.promise]);
  clearTimeout(timeout);
  return ended;
};

/** What the host wrote to its log since it was started: its last lines, without the stack. */
const lastWords = (log: string, from: number): string =>
  readFileSync(log)
    .subarray(from)
    .toString('utf8')
    .split('\n')
    .filter((line) => line.trim() !== '' && !/^\s+at /.test(line))
    .slice(-5)
    .join('\n');

const notStarted = (why: string, log: string): CliError =>
  new CliError(
    'The host of the factory did not start.',
    why,
    `See ${log}; \`npx factory doctor\` says what is missing here.`,
    EXIT.failed,
  );

const tooNew = (why: string): CliError =>
  new CliError(
    'A newer version of the factory wrote this workspace.',
    why,
    'Use that version, or another folder with --workspace. Nothing was changed.',
  );

const isDamaged = (why: string): CliError =>
  new CliError(
    'The workspace is damaged.',
    why,
    '`npx factory doctor --restore` puts the newest good backup in its place; `npx factory resume` goes on from there.',
    EXIT.failed,
  );

type Announcements = {
  /** The address at which it listens. */
  url: Promise<string>;
  /** Why it cannot write any more; settles only then. */
  full: Promise<HostOutOfSpace>;
};

/** What the host announces on stdout; its other lines go to the log. */
const announcements = (child: ChildProcess, log: string): Announcements => {
  const url = Promise.withResolvers<string>();
  const full = Promise.withResolvers<HostOutOfSpace>();
  if (!child.stdout) throw new Error('The host was started without a pipe.');
  // On a full disk lines of the log are lost, nothing else.
  const sink = createWriteStream(log, { flags: 'a' }).on('error', () => undefined);
  createInterface({ input: child.stdout })
    .on('line', (line) => {
      const said = /^\{.*"event":\s*"(?:listening|full-disk)".*\}$/.test(line)
        ? (JSON.parse(line) as { url?: string; message?: string })
        : {};
      if (said.url !== undefined) url.resolve(said.url);
      else if (said.message !== undefined) full.resolve(new HostOutOfSpace(said.message));
      else sink.write(`${line}\n`);
    })
    .on('close', () => sink.end());
  return { url: url.promise, full: full.promise };
};

const stop = async (child: ChildProcess, url: string): Promise<void> => {
  await fetch(new URL('/admin/host/shutdown', url), { method: 'POST' }).then(
    (response) => response.body?.cancel(),
    () => child.kill('SIGTERM'),
  );
  if (!(await exitedWithin(child, STOP_TIMEOUT_MS))) child.kill('SIGKILL');
  await exited(child);
};

/** Whether another command is attached to the host. */
const isShared = async (url: string): Promise<boolean> => {
  const response = await fetch(new URL('/admin/host/status', url));
  return ((await response.json()) as { attached: number }).attached > 1;
};

/** Leaves a host that others still read through; it ends with the last of them. */
const leave = (child: ChildProcess): void => {
  child.unref();
  child.stdout?.destroy();
};

/** Waits until the host listens. Throws `WorkspaceBusy` or `CliError` when it does not, the signal's reason when that comes first. */
const listening = async (
  child: ChildProcess,
  announced: Announcements,
  log: string,
  logStart: number,
  signal: AbortSignal,
): Promise<string> => {
  const { promise: failure, reject } = Promise.withResolvers<never>();
  const fail = (why: string) => reject(notStarted(why, log));
  const timeout = setTimeout(() => fail(`it took more than ${START_TIMEOUT_MS / 1000} s.`), START_TIMEOUT_MS);
  const interrupt = () => reject(signal.reason);
  signal.addEventListener('abort', interrupt);
  const failed = ({ message }: Error) => fail(message);
  const ended = (code: number | null, name: string | null) => {
    if (code === WORKSPACE_BUSY) reject(new WorkspaceBusy());
    else if (code === DISK_FULL) return;
    else if (code === WORKSPACE_DAMAGED) reject(isDamaged(lastWords(log, logStart)));
    else if (code === WORKSPACE_TOO_NEW) reject(tooNew(lastWords(log, logStart)));
    else fail(lastWords(log, logStart) || `it ended with ${name ?? `exit code ${code}`}.`);
  };
  child.once('error', failed).once('exit', ended);
  try {
    const full = announced.full.then((error) => Promise.reject(error));
    return await Promise.race([announced.url, full, failure]);
  } catch (error) {
    child.kill('SIGTERM');
    throw error;
  } finally {
    clearTimeout(timeout);
    signal.removeEventListener('abort', interrupt);
    child.off('error', failed).off('exit', ended);
  }
};

/** Starts the host of a workspace as a child process and attaches to it, so that it ends when this process does. */
export const startHost = async (
  program: HostProgram,
  options: HostOptions,
  signal: AbortSignal,
): Promise<Host> => {
  const log = join(options.workspace, 'host.log');
  const logStart = statSync(log, { throwIfNoEntry: false })?.size ?? 0;
  const child = spawnHost(program, options);
  const announced = announcements(child, log);
  const url = await listening(child, announced, log, logStart, signal);
  const gone = new AbortController();
  let closing = false;
  const lost = (why: string) => {
    if (!closing) gone.abort(new HostLost(why));
  };
  void announced.full.then((error) => gone.abort(error));
  const detach = attach(url, lost);
  child.on('error', ({ message }) => lost(message));
  child.once('exit', (code, name) => lost(`it ended with ${name ?? `exit code ${code}`}.`));
  return {
    url,
    pump: options.pump,
    owned: true,
    gone: gone.signal,
    async close() {
      closing = true;
      if (options.pump === 'none' && (await isShared(url).catch(() => false))) leave(child);
      else await stop(child, url);
      detach();
    },
  };
};

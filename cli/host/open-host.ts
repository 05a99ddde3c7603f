import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

import { CliError, HostLost } from '../cli-error.ts';
import { reasonOf } from '../system-reason.ts';
import { attach } from './attach.ts';
import type { Host } from './host.ts';
import { runningHost, type HostLock } from './running-host.ts';
import { startHost, WorkspaceBusy, type HostOptions, type HostProgram } from './start-host.ts';

/** How long to wait for a host to end that only read, or to answer. Milliseconds. */
const WAIT_MS = 10_000;
const RETRY_MS = 100;

const attached = ({ url, pump }: HostLock): Host => {
  const gone = new AbortController();
  const detach = attach(url, (why) => gone.abort(new HostLost(why)));
  return { url, pump, owned: false, gone: gone.signal, close: async () => detach() };
};

const inUse = (holder: HostLock | undefined): CliError =>
  new CliError(
    holder
      ? `Another command works in this workspace (process ${holder.pid}, ${holder.url}).`
      : 'Another host has this workspace and does not answer.',
    'One host works in a workspace at a time.',
    'Wait until it ends, or use another folder with --workspace.',
  );

const checkPort = async (port: number): Promise<void> => {
  if (port === 0) return;
  const server = createServer();
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', (error: NodeJS.ErrnoException) =>
    reject(
      error.code === 'EADDRINUSE'
        ? new CliError(
            `Port ${port} is in use.`,
            `Another program listens on 127.0.0.1:${port}.`,
            'Choose another with --port, or leave it out for a free one.',
          )
        : new CliError(`Port ${port} cannot be used.`, reasonOf(error), 'Choose one above 1023 with --port.'),
    ),
  );
  server.listen(port, '127.0.0.1', () => server.close(() => resolve()));
  await promise;
};

/** Starts a host; `undefined` when another one, which does not answer yet or any more, has the workspace. */
const start = async (
  program: HostProgram,
  options: HostOptions,
  signal: AbortSignal,
): Promise<Host | undefined> => {
  await checkPort(options.port);
  try {
    return await startHost(program, options, signal);
  } catch (error) {
    if (error instanceof WorkspaceBusy) return undefined;
    throw error;
  }
};

const willDo = (running: HostLock, { pump, joins }: HostOptions): boolean =>
  pump === 'none' || running.pump === 'all' || (joins === true && running.pump === 'own');

/**
 * The host for a command. `none` reads: any host will do. `all` and `own` work: a host that works on everything will do,
 * one that works for another `run` is refused unless the command joins it, one that only reads is waited for. Without one,
 * it is started.
 */
export const openHost = async (
  program: HostProgram,
  options: HostOptions,
  signal: AbortSignal,
): Promise<Host> => {
  const deadline = performance.now() + WAIT_MS;
  for (;;) {
    signal.throwIfAborted();
    const running = await runningHost(options.workspace);
    if (running && willDo(running, options)) return attached(running);
    const started = running ? undefined : await start(program, options, signal);
    if (started) return started;
    if (running?.pump === 'own' || performance.now() > deadline) throw inUse(running);
    await sleep(RETRY_MS);
  }
};

import { endedBySignal } from '../processes/run-command.ts';
import { watchLimits, type WatchedLimits } from '../processes/watch-limits.ts';
import { hasExited, signalGroup, type ProcessRegistry } from '../processes/process-registry.ts';

export type StartedProgram = {
  /** SIGTERM to the group, SIGKILL when it does not end in time; or SIGKILL at once. */
  stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>;
  /** Standard output and error as they came, the last `maxOutputBytes` of them. */
  output(): string;
  /** Exit code; `undefined` when a signal ended it. Rejects when it could not be started. */
  exited: Promise<number | undefined>;
};

/** Starts a long-running program in a group of its own. */
export const startProgram = (
  registry: ProcessRegistry,
  command: string,
  args: readonly string[],
  options: WatchedLimits & {
    cwd: string;
    env: Record<string, string>;
    maxOutputBytes: number;
    startedByShell?: boolean;
  },
): StartedProgram => {
  const child = registry.spawn(command, args, {
    cwd: options.cwd,
    env: options.env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const chunks: Buffer[] = [];
  let kept = 0;
  const keep = (chunk: Buffer): void => {
    chunks.push(chunk);
    kept += chunk.length;
    while (kept > options.maxOutputBytes && chunks.length > 1) kept -= chunks.shift()?.length ?? 0;
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  const kill = (): void => {
    if (child.pid !== undefined && !hasExited(child)) signalGroup(child.pid, 'SIGKILL');
  };
  const watch = watchLimits(child, options, (breach) => {
    keep(Buffer.from(`\nThe sandbox ended the program: ${breach}.\n`));
    kill();
  });
  const exited = new Promise<number | undefined>((resolve, reject) => {
    child.once('exit', (code) => {
      watch.release();
      resolve(code === null || endedBySignal(code, options.startedByShell) ? undefined : code);
    });
    child.once('error', (error) => {
      watch.release();
      reject(error);
    });
  });
  // Whoever started it need not wait for it.
  exited.catch(() => undefined);
  return {
    async stop(signal = 'SIGTERM') {
      if (signal === 'SIGKILL') kill();
      await registry.end(child);
    },
    output: () => Buffer.concat(chunks).toString('utf8'),
    exited,
  };
};

import type { CommandResult } from '../../ports.ts';
import { hasExited, signalGroup, type ProcessRegistry } from './process-registry.ts';
import { watchLimits, type WatchedLimits } from './watch-limits.ts';

export type CommandOptions = WatchedLimits & {
  cwd: string;
  /** The whole environment of the child; nothing is inherited. */
  env: Record<string, string>;
  timeoutMs: number;
  /** Standard output and error together. */
  maxOutputBytes?: number;
  /** What it reads from its standard input, which is empty when absent. */
  input?: string;
  /** Whether the program is started by a shell that answers a signal as exit code 128 + n. */
  startedByShell?: boolean;
  /** Sees the output as it comes. */
  onOutput?: (chunk: Buffer) => void;
};

export const DEFAULT_MAX_OUTPUT_BYTES = 4 * 1024 * 1024;

/** How V8 ends a process whose heap reached `--max-old-space-size`. */
const OUT_OF_HEAP = 'JavaScript heap out of memory';

/** Whether an exit code stands for a signal. */
export const endedBySignal = (exitCode: number | null, startedByShell = false): boolean =>
  startedByShell && exitCode !== null && exitCode > 128;

/** Runs a program to its end, or to the first limit it meets; then its whole process group is killed. Throws when it cannot start. */
export const runCommand = (
  registry: ProcessRegistry,
  command: string,
  args: readonly string[],
  options: CommandOptions,
): Promise<CommandResult> =>
  new Promise((resolve, reject) => {
    const started = performance.now();
    const child = registry.spawn(command, args, {
      cwd: options.cwd,
      env: options.env,
      stdio: [options.input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    });

    let room = options.maxOutputBytes ?? DEFAULT_MAX_OUTPUT_BYTES;
    let ended: CommandResult['ended'];

    const stop = (reason: NonNullable<CommandResult['ended']>): void => {
      ended ??= reason;
      if (child.pid !== undefined && !hasExited(child)) signalGroup(child.pid, 'SIGKILL');
    };
    const collect = (chunks: Buffer[]) => (chunk: Buffer) => {
      options.onOutput?.(chunk);
      chunks.push(chunk.subarray(0, room));
      room = Math.max(0, room - chunk.length);
      if (room === 0) stop('output-limit');
    };
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout?.on('data', collect(stdout));
    child.stderr?.on('data', collect(stderr));

    const timer = setTimeout(() => stop('timeout'), options.timeoutMs);
    const watch = watchLimits(child, options, stop);
    const release = (): void => {
      clearTimeout(timer);
      watch.release();
    };
    // A program that ends before it has read everything closes the pipe.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(options.input);

    child.once('error', (error) => {
      release();
      reject(error);
    });
    // A process that left the group may hold the pipes open: they are closed shortly after the leader's exit.
    child.once('exit', () => {
      release();
      setTimeout(() => {
        child.stdout?.destroy();
        child.stderr?.destroy();
      }, 1_000).unref();
    });
    child.once('close', (exitCode, signal) => {
      const errors = Buffer.concat(stderr).toString('utf8');
      if (ended === undefined && (signal !== null || endedBySignal(exitCode, options.startedByShell))) {
        ended = errors.includes(OUT_OF_HEAP) ? 'memory-limit' : 'signal';
      }
      resolve({
        exitCode: ended === undefined && exitCode !== null ? exitCode : undefined,
        ...(ended === undefined ? {} : { ended }),
        stdout: Buffer.concat(stdout).toString('utf8'),
        stderr: errors,
        durationMs: Math.round(performance.now() - started),
      });
    });
  });

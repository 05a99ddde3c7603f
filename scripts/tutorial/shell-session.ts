import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { endGroupsOf, groupsOf, signalGroups } from './processes.ts';

/** What came of a block: what it printed, on both streams, and its exit code, or that it took too long. */
export type Ran = { output: string; status: number | 'too long' };

export type ShellSession = {
  /**
   * Runs commands after those before, in the same shell: variables, folder and background jobs stay. A command that fails ends
   * the block and the session.
   */
  run(commands: string): Promise<Ran>;
  /** Ends the background jobs that are left, and the shell. Answers the process groups of those. */
  end(): Promise<number[]>;
};

/** How long background jobs may take to end after they were asked to, milliseconds. */
const GRACE_MS = 15_000;

const within = async <T>(work: Promise<T>, milliseconds: number): Promise<T | 'too long'> => {
  const { promise, resolve } = Promise.withResolvers<'too long'>();
  const timer = setTimeout(() => resolve('too long'), milliseconds);
  const first = await Promise.race([work, promise]);
  clearTimeout(timer);
  return first;
};

/** Opens a bash in a folder. In `scratch` its blocks and what they print are kept. */
export const openShell = (options: {
  folder: string;
  scratch: string;
  environment: Readonly<Record<string, string | undefined>>;
  /** Longest time of a block, milliseconds. */
  timeoutMs: number;
}): ShellSession => {
  const { folder, scratch, environment, timeoutMs } = options;
  const shell = spawn('bash', ['--noprofile', '--norc'], {
    cwd: folder,
    env: { ...environment },
    // A session of its own, by which all that it starts is found again.
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore', 'pipe'],
  });
  const { stdin, pid = 0 } = shell;
  if (!stdin) throw new Error('The shell was started without a pipe.');
  // A shell that has ended takes no more commands; how it ended is known by then.
  stdin.on('error', () => undefined);
  const reports = createInterface({ input: shell.stdio[3] as NodeJS.ReadableStream });
  const closed = new Promise<number>((resolve) => {
    shell.once('exit', (code) => resolve(code ?? 1));
    shell.once('error', () => resolve(127));
  });
  // As in a shell at a terminal a job is a process group: `kill %1` reaches all of it.
  stdin.write('set -em\n');
  let blocks = 0;

  return {
    async run(commands) {
      blocks += 1;
      const [block, output] = [join(scratch, `${blocks}.sh`), join(scratch, `${blocks}.out`)];
      writeFileSync(block, `${commands}\n`);
      writeFileSync(output, '');
      const done = new Promise<number>((resolve) => reports.once('line', () => resolve(0)));
      stdin.write(`source '${block}' >'${output}' 2>&1 </dev/null 3>&-; echo done >&3\n`);
      const status = await within(Promise.race([done, closed]), timeoutMs);
      // The shell waits for its commands, so it cannot be asked; it ends first, as it would tell of theirs.
      if (status === 'too long') signalGroups([pid, ...groupsOf(pid)], 'SIGKILL');
      return { output: readFileSync(output, 'utf8'), status };
    },
    async end() {
      const left = await endGroupsOf(pid, GRACE_MS);
      stdin.end('exit\n');
      await closed;
      return left;
    },
  };
};

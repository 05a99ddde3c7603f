import { execFileSync, spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** What came of a block: what it printed, on both streams, and its exit code, or that it took too long. */
export type Ran = { output: string; status: number | 'too long' };

export type ShellSession = {
  /**
   * Runs commands after those before, in the same shell: variables, folder and background jobs stay. A command that fails ends
   * the block and the session.
   */
  run(commands: string): Promise<Ran>;
  /** Ends the shell and the background jobs that are left. Answers the process ids of those. */
  end(): Promise<number[]>;
};

/** How long background jobs may take to end after they were asked to, milliseconds. */
const GRACE_MS = 15_000;

/** Process groups of a process and of all that it started. */
const groupsBelow = (root: number): number[] => {
  const rows = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,pgid='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((row) => row.trim().split(/\s+/).map(Number));
  const found = new Set([root]);
  for (let size = 0; size < found.size;) {
    size = found.size;
    for (const [pid = 0, parent = 0] of rows) if (found.has(parent)) found.add(pid);
  }
  return [...new Set(rows.flatMap(([pid = 0, , group = 0]) => (found.has(pid) ? [group] : [])))];
};

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
  const left = join(scratch, 'left');
  writeFileSync(left, '');
  const shell = spawn('bash', ['--noprofile', '--norc'], {
    cwd: folder,
    env: { ...environment },
    // A process group of its own: what does not end when it is asked to is ended with its group.
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore', 'pipe'],
  });
  const closed = new Promise<number>((resolve) => {
    shell.once('exit', (code) => resolve(code ?? 1));
    shell.once('error', () => resolve(127));
  });
  const { stdin } = shell;
  if (!stdin) throw new Error('The shell was started without a pipe.');
  // A shell that has ended takes no more commands; how it ended is known by then.
  stdin.on('error', () => undefined);
  const reports = createInterface({ input: shell.stdio[3] as NodeJS.ReadableStream });
  // As in a shell at a terminal a job is a process group: `kill %1` reaches all of it. However the shell ends, it asks its jobs to end
  // and waits for them.
  stdin.write(
    `trap 'status=$?; set +e; jobs -pr >"${left}"; for job in $(jobs -pr); do kill -- -$job; done; wait; exit $status' EXIT; set -em\n`,
  );
  let blocks = 0;

  const endNow = (): void => {
    for (const group of groupsBelow(shell.pid ?? 0)) {
      try {
        process.kill(-group, 'SIGKILL');
      } catch {
        // Nothing of it is left.
      }
    }
  };

  return {
    async run(commands) {
      blocks += 1;
      const [block, output] = [join(scratch, `${blocks}.sh`), join(scratch, `${blocks}.out`)];
      writeFileSync(block, `${commands}\n`);
      writeFileSync(output, '');
      const done = new Promise<number>((resolve) => reports.once('line', () => resolve(0)));
      stdin.write(`source '${block}' >'${output}' 2>&1 </dev/null 3>&-; echo done >&3\n`);
      const status = await within(Promise.race([done, closed]), timeoutMs);
      // Its commands cannot be asked to end: the shell waits for them.
      if (status === 'too long') endNow();
      return { output: readFileSync(output, 'utf8'), status };
    },
    async end() {
      stdin.end('exit\n');
      if ((await within(closed, GRACE_MS)) === 'too long') endNow();
      await closed;
      return readFileSync(left, 'utf8').split('\n').filter(Boolean).map(Number);
    },
  };
};

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { env, execPath } from 'node:process';
import { createInterface } from 'node:readline';

/** Milliseconds in which the service must accept requests, and in which it must have stopped. */
const PATIENCE = 15_000;

const repository = join(import.meta.dirname, '..', '..');

/** The service as its users have it: a process of its own, reached over HTTP only. */
export type ServiceProcess = {
  url: () => string;
  /** Stops it and starts it again on the same data. */
  restart: () => Promise<void>;
  stop: () => Promise<void>;
};

const urlOf = (line: string): string | undefined => {
  try {
    const entry = JSON.parse(line) as { msg?: unknown; url?: unknown };
    return entry.msg === 'listening' && typeof entry.url === 'string' ? entry.url : undefined;
  } catch {
    return undefined;
  }
};

/** Waits for the log line that names the address; afterwards the log is read and dropped, so that the pipe never fills. */
const listening = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    const output: string[] = [];
    const fail = (reason: string) => reject(new Error(`${reason}\n${output.slice(-20).join('\n')}`));
    const timer = setTimeout(() => fail('The service did not start in time.'), PATIENCE);
    const read = (line: string) => {
      const url = urlOf(line);
      output.push(line);
      if (url === undefined) return;
      clearTimeout(timer);
      resolve(url);
    };
    for (const stream of [child.stdout, child.stderr]) {
      if (stream) createInterface({ input: stream }).on('line', read);
    }
    child.once('exit', (code) => {
      clearTimeout(timer);
      fail(`The service ended with code ${code} while it started.`);
    });
  });

const end = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE);
  await exited;
  clearTimeout(timer);
};

/** Starts the service on a free port and an empty data folder. */
export const startService = async (): Promise<ServiceProcess> => {
  const data = await mkdtemp(join(tmpdir(), 'acceptance-'));
  const start = async () => {
    const child = spawn(execPath, [join(repository, 'src', 'main.ts')], {
      cwd: repository,
      env: { ...env, HOST: '127.0.0.1', PORT: '0', DATA_DIR: data, STORE: 'embedded' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return { child, url: await listening(child) };
  };
  let running = await start();
  return {
    url: () => running.url,
    restart: async () => {
      await end(running.child);
      running = await start();
    },
    stop: async () => {
      await end(running.child);
      await rm(data, { recursive: true, force: true });
    },
  };
};

import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

export const MAIN = resolve(import.meta.dirname, '../../../../platform/embedded/host/main.ts');
export const TOY_APP = join(import.meta.dirname, 'toy-app/app.ts');

export type SpawnedHost = {
  url: string;
  pid: number;
  /** `kill -9`; answers when it is dead. */
  kill(): Promise<void>;
  signal(name: NodeJS.Signals): void;
  /** Exit code; null after a signal. */
  exited: Promise<number | null>;
  stderr(): string;
};

/** Starts the host as the command line does. Rejects when it ends before it listens; the error has its exit code and stderr. */
export const spawnHost = (
  options: { app?: string; workspace: string; cwd?: string; env?: Record<string, string> },
  ...more: string[]
): Promise<SpawnedHost> => {
  const { FACTORY_WORKSPACE: _, WEBSITE_HOSTNAME: __, ...environment } = process.env;
  const child = spawn(
    process.execPath,
    [MAIN, '--app', options.app ?? TOY_APP, '--workspace', options.workspace, ...more],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...environment, ...options.env },
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    },
  );
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const exited = new Promise<number | null>((done) => child.once('close', (code) => done(code)));
  return new Promise((started, failed) => {
    createInterface(child.stdout).once('line', (line) => {
      const { url, pid } = JSON.parse(line) as { url: string; pid: number };
      started({
        url,
        pid,
        kill: async () => {
          child.kill('SIGKILL');
          await exited;
        },
        signal: (name) => void child.kill(name),
        exited,
        stderr: () => stderr,
      });
    });
    void exited.then((code) => failed(Object.assign(new Error(stderr), { code })));
  });
};

/** Lines of a file in a workspace; none when it is not there. */
export const linesOf = (workspace: string, file: string): string[] => {
  const path = join(workspace, file);
  return existsSync(path) ? readFileSync(path, 'utf8').split('\n').slice(0, -1) : [];
};

/** Asks every few milliseconds until the answer is not undefined. */
export const eventually = async <T>(ask: () => T | undefined | Promise<T | undefined>): Promise<T> => {
  for (let tries = 0; tries < 2_000; tries += 1) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await new Promise((wait) => setTimeout(wait, 10));
  }
  throw new Error('It did not happen within 20 seconds.');
};

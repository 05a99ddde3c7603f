import { spawn } from 'node:child_process';
import { once } from 'node:events';

import { until } from './waiting.ts';

export type LogLine = { level: string; msg: string } & Record<string, unknown>;

/** Starts the service of a repository as `npm start` would, with these variables of its environment beside `PATH`. */
export const startedService = async (repository: string, variables: Record<string, string>) => {
  const child = spawn(process.execPath, ['src/main.ts'], {
    cwd: repository,
    env: { PATH: process.env['PATH'], PORT: '0', GRPC_PORT: '0', ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const ended = once(child, 'close');
  const lines = (): LogLine[] =>
    output
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as LogLine);
  const url = await until('the service to listen', () => {
    if (child.exitCode !== null) throw new Error(`The service ended\n${output}${errors}`);
    return lines().find(({ msg }) => msg === 'listening')?.['url'] as string | undefined;
  });
  return {
    url,
    lines,
    /** All that it wrote, to both streams. */
    written: () => output + errors,
    /** Stops it as Kubernetes would. Answers the exit code and what it wrote to standard error. */
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
      return { code: child.exitCode, errors };
    },
  };
};

import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { until } from '../../e2e/support/waiting.ts';
import { createCage } from './cage.ts';

const root = resolve(import.meta.dirname, '../../..');

export type CagedHost = {
  url: string;
  /** What the host and the app wrote to their error output. */
  errors(): string;
  process: ChildProcess;
  stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>;
};

/**
 * Runs a package under the embedded Functions host in a cage.
 *
 * @param folder of the unpacked package, the host's state and the small temporary folder: `app/`, `state/`, `tmp/`
 * @param settings the app's, as its environment; nothing of this process's is handed on
 */
export const startCagedHost = async (
  folder: string,
  settings: Readonly<Record<string, string>>,
): Promise<CagedHost> => {
  const [app, state, temporary] = ['app', 'state', 'tmp'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  for (const each of [state, temporary]) mkdirSync(each, { recursive: true });
  const cage = createCage(`factory-${process.pid}-${Date.now()}`, { readOnly: app, temporary });
  const { command, args } = cage.around(process.execPath, [
    join(root, 'platform/embedded/host/main.ts'),
    '--app',
    join(app, 'dist/app.js'),
    '--workspace',
    state,
    '--port',
    '0',
    '--pump',
    'all',
  ]);
  const child = spawn(command, args, {
    cwd: state,
    env: { PATH: process.env['PATH'], HOME: temporary, TMPDIR: temporary, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [output, errors] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  let stopped = false;
  const exited = new Promise<void>((done) => child.once('exit', () => done()));
  const url = await until('the host', () => {
    if (child.exitCode !== null) throw new Error(`The host ended with ${child.exitCode}: ${errors}`);
    return /"url":"([^"]+)"/.exec(output)?.[1];
  });
  return {
    url,
    errors: () => errors,
    process: child,
    async stop(signal = 'SIGTERM') {
      if (stopped) return;
      stopped = true;
      child.kill(signal);
      await exited;
      cage.remove();
    },
  };
};

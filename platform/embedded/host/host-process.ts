import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { checkDatabases, DamagedWorkspace } from '../backup/check-database.ts';
import { FullDisk, isFullDisk } from '../full-disk.ts';
import type { Pump } from './durable/engine.ts';
import { WorkspaceInUse } from './host-lock.ts';
import { startHost } from './start-host.ts';
import type { HostOptions } from './start-host.ts';
import { checkWorkspaceFormat, WorkspaceTooNew } from './workspace-format.ts';

const usage =
  'usage: node platform/embedded/host/main.ts --app <entry> --workspace <folder> [--port N] [--pump all|own|none] [--exit-when-detached]';

const isPump = (text: string): text is Pump => ['all', 'own', 'none'].includes(text);

const readOptions = (): HostOptions | undefined => {
  try {
    const { values } = parseArgs({
      options: {
        app: { type: 'string' },
        workspace: { type: 'string' },
        port: { type: 'string', default: '0' },
        pump: { type: 'string', default: 'all' },
        'exit-when-detached': { type: 'boolean', default: false },
      },
    });
    const { app, workspace, pump } = values;
    const port = Number(values.port);
    if (app === undefined || workspace === undefined || !isPump(pump) || !(port >= 0 && port <= 65_535)) {
      return undefined;
    }
    return { app, workspace, port, pump, exitWhenDetached: values['exit-when-detached'] };
  } catch {
    return undefined;
  }
};

/** Tells whoever started the host, on stdout: the log lies on the disk that is full. */
const announceFatal = (error: unknown): void => {
  if (error instanceof FullDisk)
    process.stdout.write(`${JSON.stringify({ event: 'full-disk', message: error.message })}\n`);
};

const exitCodeOf = (error: unknown): number => {
  if (error instanceof WorkspaceInUse) {
    process.stderr.write(`${error.message}\n`);
    return 3;
  }
  if (error instanceof DamagedWorkspace) {
    process.stderr.write(`${error.message}\n`);
    return 6;
  }
  if (error instanceof WorkspaceTooNew) {
    process.stderr.write(`${error.message}\n`);
    return 4;
  }
  if (error instanceof FullDisk) {
    process.stderr.write(`${error.message}\n`);
    return 5;
  }
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  return 1;
};

const run = async (options: HostOptions, onListening: () => void): Promise<number> => {
  try {
    checkWorkspaceFormat(resolve(options.workspace));
    checkDatabases(resolve(options.workspace));
    process.on('uncaughtException', (error) => {
      // A write that nobody waits for may be the one that finds the disk full.
      const full = isFullDisk(error) ? new FullDisk(resolve(options.workspace), error) : error;
      announceFatal(full);
      process.exit(exitCodeOf(full));
    });
    const host = await startHost({ ...options, onFatal: announceFatal });
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void host.stop());
    process.stdout.write(`${JSON.stringify({ event: 'listening', url: host.url, pid: process.pid })}\n`);
    onListening();
    await host.stopped;
    return 0;
  } catch (error) {
    if (!isFullDisk(error)) return exitCodeOf(error);
    const full = error instanceof FullDisk ? error : new FullDisk(resolve(options.workspace), error);
    announceFatal(full);
    return exitCodeOf(full);
  }
};

/** Runs a host with the arguments of this process until it ends; answers the exit code. `onListening` is called once it listens. */
export const runHostProcess = async (onListening: () => void): Promise<number> => {
  const options = readOptions();
  if (options) return run(options, onListening);
  process.stderr.write(`${usage}\n`);
  return 2;
};

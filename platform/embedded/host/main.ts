import { parseArgs } from 'node:util';
import type { Pump } from './durable/engine.ts';
import { WorkspaceInUse } from './host-lock.ts';
import { startHost } from './start-host.ts';
import type { HostOptions } from './start-host.ts';

/**
 * The embedded Functions host as a process. Prints one JSON line on stdout when it listens; ends with 0 after a graceful
 * stop, 3 when another host has the workspace, 2 for wrong arguments, 1 otherwise.
 */
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

const exitCodeOf = (error: unknown): number => {
  console.error(
    error instanceof WorkspaceInUse ? error.message : error instanceof Error ? error.stack : String(error),
  );
  return error instanceof WorkspaceInUse ? 3 : 1;
};

const run = async (options: HostOptions): Promise<number> => {
  try {
    const host = await startHost(options);
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void host.stop());
    console.log(JSON.stringify({ event: 'listening', url: host.url, pid: process.pid }));
    await host.stopped;
    return 0;
  } catch (error) {
    return exitCodeOf(error);
  }
};

const options = readOptions();
if (options) process.exit(await run(options));
console.error(usage);
process.exit(2);

import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import manifest from '../../../package.json' with { type: 'json' };
import { FullDisk, isFullDisk } from '../full-disk.ts';
import { createBus } from '../bus/create-bus.ts';
import { systemAlarmClock } from './alarm-clock.ts';
import type { AlarmClock } from './alarm-clock.ts';
import { createAppInvoker } from './app/app-invoker.ts';
import { durableFunctions } from './app/durable-functions.ts';
import { loadFunctionApp } from './app/function-app.ts';
import { runStartHooks, runTerminateHooks } from './app/run-hooks.ts';
import { setCoreLog } from './app/functions-core.ts';
import { spaceOf } from './durable/space.ts';
import { createEngineStore } from './durable/engine-store.ts';
import { createEngine } from './durable/engine.ts';
import type { Engine, Pump } from './durable/engine.ts';
import { acquireHostLock } from './host-lock.ts';
import { createHostLog } from './host-log.ts';
import { readHostSettings } from './host-settings.ts';
import { createAdminEndpoints } from './http/admin-endpoints.ts';
import { createAttachments } from './http/attachments.ts';
import { createDurableEndpoints, durableClientInput } from './http/durable-endpoints.ts';
import { createHostServer } from './http/host-server.ts';
import { createHttpInvoker } from './http/invoke-http.ts';
import { createRouteTable } from './http/route-table.ts';
import { createBrokerConnections } from './triggers/broker-connections.ts';
import { createServiceBusOutput } from './triggers/service-bus-output.ts';
import { createMessageTriggers } from './triggers/message-triggers.ts';
import { createTimerTriggers } from './triggers/timer-triggers.ts';

export type HostOptions = {
  /** The app's entry module: `app.ts`, or a bundle. */
  app: string;
  /** Folder of the state; made when it is missing. */
  workspace: string;
  /** 0, the default, takes a free one. */
  port?: number;
  pump?: Pump;
  /** End about one second after the last client of `/admin/host/attach` left. */
  exitWhenDetached?: boolean;
  /** Told at once when the state cannot be written; the host then stops and `stopped` rejects. */
  onFatal?: (error: unknown) => void;
  clock?: AlarmClock;
};

export type RunningHost = {
  /** Without a slash at the end. */
  url: string;
  engine: Engine;
  /** Ends the turns that run, runs the app's `appTerminate` hooks, frees the workspace. */
  stop(): Promise<void>;
  /** Settles when the host has stopped, for whatever reason; rejects when its state could not be written. */
  stopped: Promise<void>;
};

/** Undoes, in reverse, what a start did so far. */
type Cleanup = (() => void | Promise<void>)[];

const cleanUp = async (steps: Cleanup): Promise<void> => {
  for (const step of steps.splice(0).toReversed()) await step();
};

/** Starts a host for a workspace. Throws `WorkspaceInUse` when another host has it. */
export const startHost = async (options: HostOptions): Promise<RunningHost> => {
  const cleanup: Cleanup = [];
  try {
    return await start(options, cleanup);
  } catch (error) {
    await cleanUp(cleanup);
    throw error;
  }
};

const start = async (options: HostOptions, cleanup: Cleanup): Promise<RunningHost> => {
  const workspace = resolve(options.workspace);
  const entry = resolve(options.app);
  const { clock = systemAlarmClock, pump = 'all' } = options;
  const environment = process.env;
  mkdirSync(workspace, { recursive: true });

  const store = createEngineStore(workspace);
  cleanup.push(() => store.close());
  const lock = acquireHostLock(workspace, store.database, pump);
  cleanup.push(() => lock.release());
  const log = createHostLog(workspace, () => clock.now());
  cleanup.push(() => log.close());
  setCoreLog((level, category, message) => log.write(level, category, message));
  const lastWords = (error: Error): void =>
    log.write('critical', 'host', `The process ends: ${error.stack ?? error}`);
  process.on('uncaughtExceptionMonitor', lastWords);
  cleanup.push(() => void process.off('uncaughtExceptionMonitor', lastWords));

  const server = await createHostServer(options.port ?? 0, log);
  cleanup.push(() => server.close());
  const url = `http://127.0.0.1:${server.port}`;
  // The Durable client takes WEBSITE_HOSTNAME as the sign that its URLs are right.
  environment['WEBSITE_HOSTNAME'] = `127.0.0.1:${server.port}`;
  environment['FACTORY_WORKSPACE'] ??= workspace;

  const bus = createBus({ directory: workspace, clock });
  cleanup.push(() => bus.close());
  bus.releaseLocks();

  const settings = readHostSettings(entry, environment);
  const app = await loadFunctionApp(entry);
  const durablePath = `/runtime/durabletask/${randomBytes(16).toString('hex')}/`;
  const connections = createBrokerConnections(environment);
  cleanup.push(() => connections.close());
  const output = createServiceBusOutput(bus, connections, app.functions, environment);
  const invoker = createAppInvoker(app, log, output, () =>
    durableClientInput(settings.taskHub, `${url}${durablePath}`),
  );
  const stopping = Promise.withResolvers<void>();
  let fatal: unknown;
  const engine = createEngine({
    store,
    clock,
    log,
    pump,
    ...durableFunctions(app.functions, invoker),
    maxConcurrentActivities: settings.maxConcurrentActivities,
    maxConcurrentOrchestrations: settings.maxConcurrentOrchestrations,
    functionTimeoutMs: settings.functionTimeoutMs,
    versioning: settings.versioning,
    onHeld: (message) => process.stderr.write(`${message}\n`),
    space: spaceOf(workspace),
    onFatal: (error) => {
      if (fatal !== undefined) return;
      fatal = isFullDisk(error) ? new FullDisk(workspace, error) : error;
      log.write('critical', 'host', `The state cannot be written: ${String(fatal)}`);
      options.onFatal?.(fatal);
      void stopOnce();
    },
  });
  const triggers = { functions: app.functions, run: invoker.run, clock, log, environment };
  const timers = createTimerTriggers({ ...triggers, store });
  const serviceBus = createMessageTriggers({
    ...triggers,
    bus,
    connections,
    maxConcurrentCalls: settings.maxConcurrentCalls,
    maxLockRenewalMs: settings.maxLockRenewalMs,
    onlyNew: pump === 'own',
  });
  const routes = createRouteTable(app.functions, settings.routePrefix);

  let stop: Promise<void> | undefined;
  const stopOnce = (): Promise<void> => {
    stop ??= (async () => {
      log.write('information', 'host', 'Stopping.');
      attachments.close();
      await Promise.all([timers.stop(), serviceBus.stop(), engine.stop()]);
      await runTerminateHooks(app, clock, (error) =>
        log.write('error', 'host', `An appTerminate hook failed: ${String(error)}`),
      );
      await cleanUp(cleanup);
    })();
    void stop.then(
      () => (fatal === undefined ? stopping.resolve() : stopping.reject(fatal)),
      stopping.reject,
    );
    return stop;
  };

  await runStartHooks(app);
  const attachments = createAttachments(clock, options.exitWhenDetached ? () => void stopOnce() : undefined);
  server.serve({
    durablePath,
    durable: createDurableEndpoints(engine),
    routes,
    invoke: createHttpInvoker(invoker.invoke, app.proxyPort),
    admin: createAdminEndpoints({
      status: () => ({ pump, functions: app.functions.length, version: manifest.version }),
      attachments,
      shutdown: () => void stopOnce(),
    }),
  });
  lock.publish(url);
  engine.resume();
  if (pump !== 'none') {
    timers.start();
    serviceBus.start();
  }
  log.write(
    'information',
    'host',
    `Listening at ${url}, pump ${pump}, ${app.functions.length} functions of ${entry}.`,
  );
  return { url, engine, stop: stopOnce, stopped: stopping.promise };
};

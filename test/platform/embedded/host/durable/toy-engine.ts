import * as df from 'durable-functions';
import type { ActivityHandler, OrchestrationHandler } from 'durable-functions';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemAlarmClock } from '../../../../../platform/embedded/host/alarm-clock.ts';
import type { AlarmClock } from '../../../../../platform/embedded/host/alarm-clock.ts';
import { createAppInvoker } from '../../../../../platform/embedded/host/app/app-invoker.ts';
import { durableFunctions } from '../../../../../platform/embedded/host/app/durable-functions.ts';
import { createFunctionApp } from '../../../../../platform/embedded/host/app/function-app.ts';
import { createEngineStore } from '../../../../../platform/embedded/host/durable/engine-store.ts';
import { createEngine } from '../../../../../platform/embedded/host/durable/engine.ts';
import type { Engine, EngineOptions } from '../../../../../platform/embedded/host/durable/engine.ts';
import { eventTypeName } from '../../../../../platform/embedded/host/durable/history-event.ts';

export type Functions = {
  orchestrators: Record<string, OrchestrationHandler>;
  activities?: Record<string, ActivityHandler>;
};

export type ToyEngine = Engine & {
  directory: string;
  /** Starts an orchestration and waits for its end. */
  run(name: string, input?: unknown, instanceId?: string): Promise<{ status: string; output: unknown }>;
  outcome(instanceId: string): Promise<{ status: string; output: unknown }>;
  /** Types of the recorded events, in order. */
  eventTypes(instanceId: string): string[];
  /** Stops, and lets go of the files. */
  close(): Promise<void>;
};

export const temporaryDirectory = (): string => mkdtempSync(join(tmpdir(), 'embedded-host-'));

/** An engine that runs functions written for the official SDK, registered through the host's own `functions-core`. */
export const createToyEngine = async (
  functions: Functions,
  options: Partial<EngineOptions> & { directory?: string; clock?: AlarmClock; isPaused?: boolean } = {},
): Promise<ToyEngine> => {
  const directory = options.directory ?? temporaryDirectory();
  const log = { write: () => undefined, close: () => undefined };
  const app = await createFunctionApp('the test', async () => {
    for (const [name, handler] of Object.entries(functions.orchestrators))
      df.app.orchestration(name, handler);
    for (const [name, handler] of Object.entries(functions.activities ?? {})) {
      df.app.activity(name, { handler });
    }
  });
  const invoker = createAppInvoker(
    app,
    log,
    { isUsedBy: () => false, send: async () => undefined },
    () => '',
  );
  const store = createEngineStore(directory);
  const engine = createEngine({
    store,
    clock: systemAlarmClock,
    log,
    pump: 'all',
    ...durableFunctions(app.functions, invoker),
    maxConcurrentActivities: 4,
    maxConcurrentOrchestrations: 4,
    functionTimeoutMs: undefined,
    versioning: { version: '', match: 'None' },
    onFatal: (error) => {
      throw error;
    },
    ...options,
  });
  if (options.isPaused !== true) engine.resume();

  const outcome: ToyEngine['outcome'] = async (instanceId) => {
    const { status, output } = await engine.whenFinished(instanceId);
    return { status, output: output === null ? null : (JSON.parse(output) as unknown) };
  };
  return {
    ...engine,
    directory,
    outcome,
    run: (name, input = null, instanceId = undefined) =>
      outcome(
        engine.start({
          name,
          input: JSON.stringify(input),
          ...(instanceId === undefined ? {} : { instanceId }),
        }),
      ),
    eventTypes: (instanceId) => engine.history(instanceId).map(eventTypeName),
    close: async () => {
      await engine.stop();
      store.close();
    },
  };
};

/** Lets everything that needs no timer happen. */
export const settle = async (): Promise<void> => {
  for (let round = 0; round < 50; round += 1) await new Promise((resolve) => setImmediate(resolve));
};

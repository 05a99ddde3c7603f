import { registerOrchestrations } from '../../../orchestrators/register-orchestrations.ts';
import { createAppInvoker } from '../../../platform/embedded/host/app/app-invoker.ts';
import { durableFunctions } from '../../../platform/embedded/host/app/durable-functions.ts';
import { createFunctionApp } from '../../../platform/embedded/host/app/function-app.ts';
import type { Orchestrator } from '../../../platform/embedded/host/durable/replay-orchestrator.ts';

export const noLog = { write: () => undefined, close: () => undefined };

/** The orchestrators that the app registers, as the engine calls them: through the official SDK. */
export const registeredOrchestrators = async (): Promise<ReadonlyMap<string, Orchestrator>> => {
  const app = await createFunctionApp('the orchestrations', async () => registerOrchestrations());
  const outputs = { isUsedBy: () => false, send: async () => undefined };
  return durableFunctions(
    app.functions,
    createAppInvoker(app, noLog, outputs, () => ''),
  ).orchestrators;
};

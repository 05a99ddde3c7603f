import type { app } from '@azure/functions';

import { registerTelemetryHooks } from './invocation-hooks.ts';
import { startTelemetry, type Telemetry, type TelemetryOptions } from './start-telemetry.ts';

type Options = TelemetryOptions & {
  /** Milliseconds that the end of the app may wait for what is still to be sent; 5,000 where absent. */
  stopMs?: number | undefined;
  /** What is measured from now on; called when telemetry has started. */
  onStarted?: () => void;
};

/** Telemetry of a function app, from its start to its end. Called in its composition root, while its modules load. */
export const registerTelemetry = (
  functionApp: Pick<typeof app, 'setup' | 'hook'>,
  options: Options,
): void => {
  let telemetry: Telemetry | undefined;
  registerTelemetryHooks(functionApp);
  functionApp.hook.appStart(async () => {
    telemetry = await startTelemetry(options);
    options.onStarted?.();
  });
  functionApp.hook.appTerminate(() => telemetry?.stop(options.stopMs));
};

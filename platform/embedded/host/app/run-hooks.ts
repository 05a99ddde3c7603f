import type { AlarmClock } from '../alarm-clock.ts';
import type { FunctionApp } from './function-app.ts';

/** Milliseconds the app's `appTerminate` hooks get. */
const TERMINATE_HOOKS_MS = 8_000;

/** Runs the `appStart` hooks in order. What one throws is thrown: the host must not start. */
export const runStartHooks = async ({ hooks }: FunctionApp): Promise<void> => {
  for (const hook of hooks.appStart) await hook({ hookData: {}, appHookData: {} });
};

/** Runs the `appTerminate` hooks in order. The end goes on when one fails, and when they take too long. */
export const runTerminateHooks = async (
  { hooks }: FunctionApp,
  clock: AlarmClock,
  onError: (error: unknown) => void,
): Promise<void> => {
  const late = Promise.withResolvers<void>();
  const cancel = clock.at(clock.now().getTime() + TERMINATE_HOOKS_MS, () =>
    late.reject(new Error(`they took more than ${TERMINATE_HOOKS_MS} ms`)),
  );
  const all = async (): Promise<void> => {
    for (const hook of hooks.appTerminate) {
      const run = async (): Promise<unknown> => hook({ hookData: {}, appHookData: {} });
      await run().catch(onError);
    }
  };
  await Promise.race([all(), late.promise]).catch(onError);
  cancel();
};

import { Interrupted } from './cli-error.ts';

/** npm hands a Ctrl-C on that the terminal has sent already: two in this time are one. Milliseconds. */
const SAME_PRESS_MS = 1_000;
const exitCodes: Record<string, number> = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 };

export const exitCodeOfSignal = (signalName: string): number => exitCodes[signalName] ?? 130;

/** A signal that is aborted by Ctrl-C or a termination signal; a second one, later, ends the process at once. */
export const interruption = (): AbortSignal => {
  const controller = new AbortController();
  let first = 0;
  for (const name of Object.keys(exitCodes))
    process.on(name, () => {
      if (first === 0) {
        first = performance.now();
        controller.abort(new Interrupted(name));
      } else if (performance.now() - first > SAME_PRESS_MS) process.exit(exitCodeOfSignal(name));
    });
  return controller.signal;
};

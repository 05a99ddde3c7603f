import { AsyncLocalStorage } from 'node:async_hooks';

import { PortError } from '../port-error.ts';
import type { Interruption } from '../ports.ts';

const signals = new AsyncLocalStorage<AbortSignal | undefined>();

/** Ends the calls of a piece of work when it is interrupted: adapters give `workSignal` to whatever they call. */
export const createInterruption = (): Interruption => ({
  begin() {
    const controller = new AbortController();
    return {
      run: (work) => signals.run(controller.signal, work),
      async interrupt() {
        controller.abort(
          new PortError('stopped', 'The work was interrupted; nothing more is started for it.'),
        );
      },
    };
  },
});

/** Aborts when the work that asks is interrupted or a call has lasted `timeoutMs`; either way with the reason of it. */
export const workSignal = (timeoutMs: number, given?: AbortSignal): AbortSignal =>
  AbortSignal.any([
    AbortSignal.timeout(timeoutMs),
    ...[given, signals.getStore()].filter((signal) => signal !== undefined),
  ]);

/** Runs what is to happen although the work that asks was interrupted: it calls off what that work began elsewhere. */
export const despiteInterruption = <T>(work: () => Promise<T>): Promise<T> => signals.exit(work);

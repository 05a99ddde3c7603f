import { AsyncLocalStorage } from 'node:async_hooks';
import type { ChildProcess } from 'node:child_process';

import { PortError } from '../../port-error.ts';
import type { Interruption } from '../../ports.ts';

type Scope = { interrupted: boolean; children: Set<ChildProcess> };

const scopes = new AsyncLocalStorage<Scope>();

/** Refuses to start another process for work that was interrupted. */
export const refuseWhenInterrupted = (): void => {
  if (scopes.getStore()?.interrupted)
    throw new PortError('stopped', 'The work was interrupted; nothing more is started for it.');
};

/** Lets a child end with the work that started it, as long as that goes on. */
export const belongsToWork = (child: ChildProcess): void => {
  const scope = scopes.getStore();
  if (!scope) return;
  scope.children.add(child);
  child.once('exit', () => scope.children.delete(child));
};

/** Ends the processes of a piece of work when it is interrupted. What still runs when the work is done lives on. */
export const createInterruption = (end: (child: ChildProcess) => Promise<void>): Interruption => ({
  begin() {
    const scope: Scope = { interrupted: false, children: new Set() };
    return {
      run: (work) => scopes.run(scope, work),
      async interrupt() {
        scope.interrupted = true;
        await Promise.all([...scope.children].map(end));
      },
    };
  },
});

import type { DomainEvent } from './aggregate-root.ts';
import { contextOf, currentContext, runInContext } from './request-context.ts';

/** What was applied of the events that came, so that no delivery applies one again. */
export interface Inbox {
  has(key: string): Promise<boolean>;
  /** Remembers a key and stores the events that follow from it, at once. Does nothing when it has the key. */
  remember(key: string, events: readonly DomainEvent[]): Promise<void>;
}

/** Makes a change unless it was made before. The key is remembered in the transaction of the change. */
export const once = async (inbox: Inbox, key: string, change: () => Promise<void>): Promise<void> => {
  if (await inbox.has(key)) return;
  const context = currentContext() ?? contextOf(undefined, undefined);
  await runInContext({ ...context, applied: key }, change);
};

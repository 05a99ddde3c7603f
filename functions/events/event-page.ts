import type { FunctionDeps } from '../function-deps.ts';
import type { EventPage } from '../openapi/components.ts';
import { POLL_INTERVAL_MS, type Wait } from './waiting.ts';

/** The events after a position; waits for the first one up to `waitSeconds` when there is none yet. */
export const eventPage = async (
  { journal, clock }: Pick<FunctionDeps['ports'], 'journal' | 'clock'>,
  wait: Wait,
  projectId: string,
  { after, limit, waitSeconds }: { after: number; limit: number; waitSeconds: number },
): Promise<EventPage> => {
  const deadline = clock.now().getTime() + waitSeconds * 1000;
  let items = await journal.read(projectId, after, limit);
  while (items.length === 0 && clock.now().getTime() < deadline) {
    await wait(POLL_INTERVAL_MS);
    items = await journal.read(projectId, after, limit);
  }
  return { items, next: items.at(-1)?.position ?? after };
};

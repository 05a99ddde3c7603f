import { endsProject } from '../../factory/domain/ending.ts';
import type { TransitionEvent } from '../../factory/domain/transition-event.ts';
import type { FunctionDeps } from '../function-deps.ts';
import { POLL_INTERVAL_MS, type Wait } from './waiting.ts';

/** The platform cuts a response after 230 s; ending before lets the client resume in order. Milliseconds. */
const MAX_STREAM_MS = 200_000;
/** A comment this often keeps proxies from closing a quiet connection. Milliseconds. */
const HEARTBEAT_MS = 15_000;
/** How long a client waits before it reconnects. Milliseconds. */
const RECONNECT_MS = 500;
const BATCH = 100;

type Used = Pick<FunctionDeps['ports'], 'journal' | 'projects' | 'clock'>;

/** Whether an event was the last of its project: it says that the project ended, and the project was not started again. */
export const isLast = async (
  { journal, projects }: Pick<Used, 'journal' | 'projects'>,
  { position, event }: { position: number; event: TransitionEvent },
): Promise<boolean> => {
  if (!endsProject(event.type)) return false;
  const found = await projects.get(event.projectid);
  if (found?.project.status === 'running') return false;
  return (await journal.read(event.projectid, position, 1)).length === 0;
};

const frame = (position: number, event: TransitionEvent): string =>
  `id: ${position}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;

/** Server-sent events of a project after a position, as they are journaled, until the last one or the time is up. */
export async function* eventStream(
  ports: Used,
  wait: Wait,
  projectId: string,
  after: number,
  signal: AbortSignal,
): AsyncGenerator<string, void, undefined> {
  const { journal, clock } = ports;
  yield `retry: ${RECONNECT_MS}\n\n`;
  const end = clock.now().getTime() + MAX_STREAM_MS;
  let quietSince = clock.now().getTime();
  let position = after;
  while (!signal.aborted && clock.now().getTime() < end) {
    const batch = await journal.read(projectId, position, BATCH);
    for (const entry of batch) {
      yield frame(entry.position, entry.event);
      if (await isLast(ports, entry)) return;
      position = entry.position;
    }
    const now = clock.now().getTime();
    if (batch.length > 0) quietSince = now;
    else if (now - quietSince < HEARTBEAT_MS) await wait(POLL_INTERVAL_MS, signal);
    else {
      yield ': heartbeat\n\n';
      quietSince = now;
    }
  }
}

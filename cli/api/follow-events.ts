import { setTimeout as sleep } from 'node:timers/promises';

import { endsProject } from '../../factory/domain/ending.ts';
import type { TransitionEvent } from '../../factory/domain/transition-event.ts';
import { HostLost } from '../cli-error.ts';
import { serverSentEvents } from './sse.ts';
import type { Entry, FactoryApi } from './factory-api.ts';

/** Connections that may fail one after the other before the host counts as lost, and the pause between. */
const MAX_FAILURES = 10;
const RECONNECT_MS = 500;

/** After the end of a run the server is asked at once whether another follows. Milliseconds. */
const ENDED_MS = 20;

/** One connection: the events after a position until the server, or the network, ends it. `ended`: nothing will follow. */
async function* connect(
  api: FactoryApi,
  projectId: string,
  after: number,
  signal: AbortSignal,
): AsyncGenerator<Entry, 'ended' | 'reconnect', undefined> {
  const response = await fetch(new URL(api.eventsPath(projectId), api.url), {
    headers: { accept: 'text/event-stream', 'last-event-id': String(after), ...api.access },
    redirect: 'error',
    signal,
  });
  if (response.status === 204) return 'ended';
  if (!response.ok || !response.body) throw new Error(`The event stream answered ${response.status}.`);
  for await (const { id, data } of serverSentEvents(response.body.pipeThrough(new TextDecoderStream())))
    yield { position: Number(id), event: JSON.parse(data) as TransitionEvent };
  return 'reconnect';
}

/**
 * Every event of a project once and in order, from the first until the server says that none follows, over as many connections as it takes. Throws the
 * signal's reason when it is aborted, `HostLost` when the host stays unreachable.
 */
export async function* followEvents(
  api: FactoryApi,
  projectId: string,
  signal: AbortSignal,
  pauseMs = RECONNECT_MS,
): AsyncGenerator<Entry, void, undefined> {
  let position = 0;
  let failures = 0;
  let isOver = false;
  for (;;) {
    const entries = connect(api, projectId, position, signal);
    try {
      for (let next = await entries.next(); ; next = await entries.next()) {
        if (next.done && next.value === 'ended') return;
        if (next.done) break;
        failures = 0;
        position = next.value.position;
        isOver = endsProject(next.value.event.type);
        yield next.value;
      }
    } catch (error) {
      signal.throwIfAborted();
      failures += 1;
      if (failures > MAX_FAILURES) throw new HostLost((error as Error).message);
    } finally {
      await entries.return('ended');
    }
    await sleep(isOver ? Math.min(pauseMs, ENDED_MS) : pauseMs, undefined, { signal }).catch(() =>
      signal.throwIfAborted(),
    );
  }
}

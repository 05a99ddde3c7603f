import { createSseParser } from './sse-parser.ts';
import type { Entry, TransitionEvent } from './types.ts';

/** `lost`: it is tried again. `ended`: no event follows. `refused`: the server has no such stream. */
export type Connection = 'connecting' | 'live' | 'lost' | 'ended' | 'refused';

export type Following = {
  path: string;
  signal: AbortSignal;
  onEntries: (entries: readonly Entry[]) => void;
  onConnection: (connection: Connection) => void;
};

export type FollowDeps = {
  fetch: (path: string, init: RequestInit) => Promise<Response>;
  /** Waits some milliseconds, or less when the network comes back or the signal fires. Never rejects. */
  pause: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** Fires after a time without `touch`, until `stop`. */
  watch: (milliseconds: number, onSilence: () => void) => { touch: () => void; stop: () => void };
};

/** The server sends a comment every 15 s: after three that were missed the connection is dead. Milliseconds. */
const SILENCE_MS = 45_000;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 5_000;

const pauseAfter = (failures: number): number =>
  Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.max(0, failures - 1));

/**
 * Follows the events of a project from the first to the last, each once and in order, over as many connections as it
 * takes: every one goes on after the last position seen (`Last-Event-ID`). Resolves when nothing follows or the signal fires.
 */
export const followEvents = async (following: Following, deps: FollowDeps): Promise<void> => {
  const { path, signal, onEntries, onConnection } = following;
  let position = 0;

  /** Reads one connection to its end. */
  const readAll = async (body: ReadableStream<Uint8Array>, alive: () => void): Promise<void> => {
    const parse = createSseParser();
    const reader = body
      .pipeThrough(new TextDecoderStream() as TransformStream<Uint8Array, string>)
      .getReader();
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      alive();
      const entries = parse(piece.value)
        .map(({ id, data }): Entry => ({ position: Number(id), event: JSON.parse(data) as TransitionEvent }))
        .filter((entry) => entry.position > position);
      position = entries.at(-1)?.position ?? position;
      if (entries.length > 0) onEntries(entries);
    }
  };

  const connect = async (alive: () => void): Promise<Connection> => {
    const cut = new AbortController();
    const watch = deps.watch(SILENCE_MS, () => cut.abort());
    try {
      const response = await deps.fetch(path, {
        headers: { accept: 'text/event-stream', 'last-event-id': String(position) },
        signal: AbortSignal.any([signal, cut.signal]),
      });
      if (response.status === 204) return 'ended';
      if (response.status === 404) return 'refused';
      if (!response.ok || !response.body) return 'lost';
      onConnection('live');
      await readAll(response.body, () => {
        watch.touch();
        alive();
      });
      // The server ends a stream with its project, and after some minutes: 204 says which it was.
      return 'connecting';
    } finally {
      watch.stop();
      cut.abort();
    }
  };

  let failures = 0;
  onConnection('connecting');
  while (!signal.aborted) {
    const outcome = await connect(() => (failures = 0)).catch((): Connection => 'lost');
    if (signal.aborted) return;
    onConnection(outcome);
    if (outcome === 'ended' || outcome === 'refused') return;
    if (outcome === 'lost') failures += 1;
    await deps.pause(pauseAfter(failures), signal);
  }
};

import { useCallback, useEffect, useState } from 'preact/hooks';

import { client, followDeps } from '../api/browser.ts';
import { eventsPath } from '../api/client.ts';
import { followEvents, type Connection } from '../api/follow-events.ts';
import type { Trouble } from '../api/trouble.ts';
import type { RunResult } from '../api/types.ts';
import { useLoaded } from '../app/use-loaded.ts';
import { useThrottled } from '../app/use-throttled.ts';
import { noProgress, progressAfter, type RunProgress } from '../board/run-progress.ts';

/** A run result is read again at most this often. Milliseconds. */
const REFRESH_MS = 1_500;

export type LiveProject = {
  /** Absent until it has come. */
  result?: RunResult;
  trouble?: Trouble;
  progress: RunProgress;
  connection: Connection;
  /** Position of the event after which things were read last. */
  version: number;
  reload: () => void;
  /** Follows it anew: for a project that was run again after its end. */
  follow: () => void;
};

/**
 * A project as it runs: its events over a stream that goes on after a broken connection, its result read again whenever
 * something happened. Both begin anew with the page, so that a reload loses nothing.
 */
export const useLiveProject = (id: string): LiveProject => {
  const [progress, setProgress] = useState(noProgress);
  const [connection, setConnection] = useState<Connection>('connecting');
  const [round, setRound] = useState(0);
  useEffect(() => {
    const leave = new AbortController();
    void followEvents(
      {
        path: eventsPath(id),
        signal: leave.signal,
        onEntries: (entries) => setProgress((before) => entries.reduce(progressAfter, before)),
        onConnection: setConnection,
      },
      followDeps,
    );
    return () => leave.abort();
  }, [id, round]);
  const follow = useCallback(() => setRound((before) => before + 1), []);

  const version = useThrottled(progress.position, REFRESH_MS);
  // What a stream that came back, or ended, says is in the result as well.
  const settled = connection === 'live' || connection === 'ended' ? 0.5 : 0;
  const { value, trouble, reload } = useLoaded(() => client.project(id), id, version + settled);
  // The last event may be told a moment before the result says so.
  const late = connection === 'ended' && value?.status === 'running';
  useEffect(() => {
    if (!late) return undefined;
    const timer = setInterval(reload, REFRESH_MS);
    return () => clearInterval(timer);
  }, [late, reload]);
  return {
    progress,
    connection,
    version,
    reload,
    follow,
    ...(value === undefined ? {} : { result: value }),
    ...(trouble === undefined ? {} : { trouble }),
  };
};

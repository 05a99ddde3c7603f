import type { TransitionEvent } from '../../factory/domain/transition-event.ts';
import { duration } from './duration.ts';
import { printable } from './printable.ts';
import type { RunView } from './run-view.ts';

/** Milliseconds of silence after which a log is told that the work goes on. */
const HEARTBEAT_MS = 30_000;

const whereOf = ({ stage, service, agent }: TransitionEvent['data']): string =>
  [stage, service, agent].filter(Boolean).join('/');

/** An event as a line: time, type, where, what. */
export const eventLine = ({ time, type, data }: TransitionEvent): string => {
  const where = whereOf(data);
  const took = data.durationMs === undefined ? '' : ` (${duration(data.durationMs)})`;
  return printable(`${time} ${type.padEnd(17)} ${where}${where ? ': ' : ''}${data.message}${took}`);
};

/** What is said when nothing happened for a while; log readers end what is silent for long. */
const heartbeatLine = (last: TransitionEvent | undefined, silentMs: number, now: number): string => {
  const where = last ? whereOf(last.data) : '';
  const since = last ? `last ${where ? `${where}: ` : ''}${last.data.message}` : 'nothing was told yet';
  return printable(
    `${new Date(now).toISOString()} ${'still working'.padEnd(17)} ${duration(silentMs)} without an event; ${since}`,
  );
};

/** One timestamped line per event, for logs and pipes, and one every 30 s in which nothing happens. No cursor moves. */
export const plainView = (stream: NodeJS.WritableStream): RunView => {
  let last: TransitionEvent | undefined;
  let heardAt = Date.now();
  const beat = setInterval(() => {
    const now = Date.now();
    stream.write(`${heartbeatLine(last, now - heardAt, now)}\n`);
  }, HEARTBEAT_MS);
  return {
    event(event) {
      last = event;
      heardAt = Date.now();
      beat.refresh();
      // Its end is told with what came of it; a line for both would say everything twice.
      if (event.type !== 'action.started') stream.write(`${eventLine(event)}\n`);
    },
    counts: () => undefined,
    end: () => clearInterval(beat),
  };
};

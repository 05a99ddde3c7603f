import type { TransitionEvent } from '../../factory/domain/transition-event.ts';
import { liveView } from './live-view.ts';
import { plainView } from './plain-view.ts';
import type { RunCounts } from './run-counts.ts';

/** Shows a run while it goes on. */
export type RunView = {
  event(event: TransitionEvent): void;
  counts(counts: RunCounts): void;
  /** Leaves the last state on the screen. Repeatable. */
  end(): void;
};

/** Whether lines may be drawn again in place: on a terminal that can, and not in the log of a build. */
export const drawsInPlace = (
  isTerminal: boolean,
  environment: Readonly<Record<string, string | undefined>>,
): boolean =>
  isTerminal && environment['TERM'] !== 'dumb' && ['', '0', 'false', undefined].includes(environment['CI']);

export const runView = (stream: NodeJS.WriteStream, inPlace: boolean): RunView =>
  inPlace ? liveView(stream) : plainView(stream);

import type { TransitionEvent } from '../../factory/domain/transition-event.ts';
import { liveView } from './live-view.ts';
import { plainView } from './plain-view.ts';

/** Shows a run while it goes on. */
export type RunView = {
  event(event: TransitionEvent): void;
  /** Leaves the last state on the screen. Repeatable. */
  end(): void;
};

/** In place on a terminal that can, as lines elsewhere. */
export const runView = (stream: NodeJS.WriteStream, terminal: string | undefined): RunView =>
  stream.isTTY && terminal !== 'dumb' ? liveView(stream) : plainView(stream);

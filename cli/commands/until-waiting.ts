import type { TransitionEvent } from '../../factory/domain/transition-event.ts';
import type { FactoryApi } from '../api/factory-api.ts';
import { inFlightAfter, nothingInFlight, patienceMs } from '../api/in-flight.ts';

/** Milliseconds between two looks at the clock. */
const LOOK_MS = 500;

/** Watches for the moment from which a project only waits for a person. */
export type WaitingWatch = {
  /** Aborted in that moment. */
  signal: AbortSignal;
  event(event: TransitionEvent): void;
  stop(): void;
};

/** Nothing of the project runs, it says nothing for a while, and its host says that a review is open. */
export const untilWaiting = (api: FactoryApi, projectId: string): WaitingWatch => {
  const waiting = new AbortController();
  let inFlight = nothingInFlight;
  let heardAt = performance.now();
  const look = async () => {
    if (performance.now() - heardAt < patienceMs(inFlight)) return;
    heardAt = performance.now();
    const result = await api.project(projectId).catch(() => undefined);
    if (result?.status === 'waiting') waiting.abort();
  };
  const timer = setInterval(() => void look(), LOOK_MS);
  return {
    signal: waiting.signal,
    event(event) {
      inFlight = inFlightAfter(inFlight, event);
      heardAt = performance.now();
    },
    stop: () => clearInterval(timer),
  };
};

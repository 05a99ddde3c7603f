import type { TransitionEvent } from '../../factory/domain/transition-event.ts';

/** What of a project was begun and has not ended, as its events tell. */
export type InFlight = {
  /** Actions, by the id that their two events share. */
  actions: ReadonlySet<string>;
  /** Whether a step waits for its next try. */
  retrying: boolean;
};

export const nothingInFlight: InFlight = { actions: new Set(), retrying: false };

const actionOf = ({ id, type }: TransitionEvent): string => id.replace(`:${type}:`, ':');

/** What is in flight after one more event. */
export const inFlightAfter = (inFlight: InFlight, event: TransitionEvent): InFlight => {
  switch (event.type) {
    case 'action.started':
      return { actions: new Set([...inFlight.actions, actionOf(event)]), retrying: false };
    case 'action.recorded': {
      const ended = actionOf(event);
      return { actions: new Set([...inFlight.actions].filter((id) => id !== ended)), retrying: false };
    }
    case 'activity.retrying':
      return { ...inFlight, retrying: true };
    case 'project.restarted':
      return nothingInFlight;
    default:
      return inFlight;
  }
};

/** Silence after which nothing runs any more. Milliseconds. */
const QUIET_MS = 3_000;
/** The longest pause before a next try is a minute. Milliseconds. */
const RETRY_MS = 65_000;
/** An action that says nothing for so long was lost with its host. Milliseconds. */
const LOST_MS = 600_000;

/** How long a project may be silent before it counts as one that waits for a person only, in milliseconds. */
export const patienceMs = ({ actions, retrying }: InFlight): number => {
  if (actions.size > 0) return LOST_MS;
  return retrying ? RETRY_MS : QUIET_MS;
};

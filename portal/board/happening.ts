import type { Entry } from '../api/types.ts';

/** Something that an agent did, or a step that is tried again. */
export type Happening = {
  position: number;
  /** RFC 3339. */
  at: string;
  stage: string;
  service?: string;
  agent?: string;
  message: string;
  durationMs?: number;
  retry: boolean;
};

/** What an event tells of what the agents do; nothing of most. */
export const happeningOf = ({ position, event }: Entry): Happening | undefined => {
  const retry = event.type === 'activity.retrying';
  if (!retry && event.type !== 'action.recorded') return undefined;
  const { stage = '', service, agent, message, durationMs } = event.data;
  return {
    position,
    at: event.time,
    stage,
    message,
    retry,
    ...(service === undefined ? {} : { service }),
    ...(agent === undefined ? {} : { agent }),
    ...(durationMs === undefined ? {} : { durationMs }),
  };
};

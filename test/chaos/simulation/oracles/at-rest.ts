import type { Run } from '../trace.ts';
import type { Oracle } from './oracle.ts';
import { withContext } from './wrap.ts';

/** No timer and no activity outlives its orchestration, and no orchestration its parent. */
export const openTimers: Oracle = {
  name: 'open-timers',
  check: ({ instances }: Run) => [
    ...instances
      .filter(({ leftOpen }) => leftOpen > 0)
      .map(({ id, leftOpen }) => `${id} ended with ${leftOpen} timers or activities open`),
    ...instances.filter(({ status }) => status === 'Running').map(({ id }) => `${id} still waits`),
  ],
  plant: () => ({
    orchestrator: (_, own) =>
      withContext(own, (df) => ({
        createTimer: (at: Date) => Object.assign(df.createTimer(at), { cancel: () => undefined }),
      })),
  }),
};

/** The project document names no wait that an event could end any more. */
export const waitsLeft: Oracle = {
  name: 'waits-left',
  check: ({ project }: Run) =>
    Object.entries(project.waits).map(([instance, event]) => `${instance} is said to wait for ${event}`),
  plant: () => ({
    ports: (ports) => ({
      ...ports,
      projects: {
        ...ports.projects,
        update: (id, change) =>
          ports.projects.update(id, (before) => {
            const after = change(before);
            return { ...after, waits: { ...before.waits, ...after.waits } };
          }),
      },
    }),
  }),
};

/** Nobody is asked any more. */
export const openReviews: Oracle = {
  name: 'open-reviews',
  check: ({ reviews }: Run) =>
    reviews
      .filter(({ status }) => status === 'open')
      .map(({ id, step }) => `review ${id} of ${step} is still open`),
  plant: () => ({
    ports: (ports) => ({
      ...ports,
      reviews: {
        ...ports.reviews,
        update: (id, change) =>
          ports.reviews.update(id, (before) => {
            const after = change(before);
            return after.status === 'withdrawn' ? before : after;
          }),
      },
    }),
  }),
};

/** Every replay of an orchestration asks for the same again, and no id is used twice. */
export const determinism: Oracle = {
  name: 'determinism',
  check: ({ problems }: Run) => [...problems],
  plant: () => {
    let replays = 0;
    return {
      orchestrator: (name, own) =>
        name === 'microservice'
          ? withContext(own, (df) => ({
              callActivity: (activity: string, input: object) =>
                df.callActivity(activity, { ...input, guess: (replays += 1) }),
            }))
          : own,
    };
  },
};

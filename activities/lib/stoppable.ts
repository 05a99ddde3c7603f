import { errorPolicy } from '../../factory/domain/error-policy.ts';
import { failed, type Failure, type Outcome } from '../../factory/domain/failure.ts';
import { stopProject } from '../../factory/domain/project-transitions.ts';
import type { Stop } from '../../factory/domain/project.ts';
import { transitionEvent } from '../../factory/domain/transition-event.ts';
import type { Ports } from '../../platform/ports.ts';
import { classify } from '../../platform/classify.ts';
import { withinLimit, type Watched } from './limited.ts';
import { realTimers, type Timers } from './timers.ts';

/** How often a running activity asks whether its project was stopped, in milliseconds. */
const POLL_MS = 1_000;

type Used = Pick<Ports, 'projects' | 'publisher' | 'interruption' | 'clock'>;

type ProjectInput = { projectId: string; correlationId: string; run?: number | undefined };

const stopOf = async ({ projects }: Used, projectId: string): Promise<Stop | undefined> =>
  (await projects.get(projectId))?.project.stop;

/** The mark comes first: every activity of the project sees it from now on, and the event wakes what waits. */
const stopForCritical = async (ports: Used, input: ProjectInput, failure: Failure): Promise<void> => {
  const now = ports.clock.now();
  const { message, criticalReason } = failure;
  const mark: Stop = {
    reason: 'critical',
    why: message,
    by: 'factory',
    at: now.toISOString(),
    ...(criticalReason ? { criticalReason } : {}),
  };
  await ports.projects.update(input.projectId, (project) => stopProject(project, mark));
  const data = { message: `Everything of the project is stopped: ${message}`.slice(0, 2_000) };
  await ports.publisher.publish(transitionEvent(input, 'project.stopping', now, data));
};

/** Ends work as soon as the store says that its project was stopped; the store is asked again and again. */
const askForStop = (ports: Used, projectId: string, end: Watched['end'], timers: Timers): (() => void) =>
  timers.every(POLL_MS, () => {
    stopOf(ports, projectId).then(
      (stop) => stop && end(failed('stopped', stop.why)),
      // The store is asked again a second later.
      () => undefined,
    );
  });

/**
 * Lets an activity begin only while its project is not stopped, and ends what it started when the project is stopped meanwhile
 * or when it takes longer than its limit. A failure whose policy stops the project marks it as stopped.
 */
export const stoppable =
  <I extends ProjectInput, T>(
    ports: Used,
    name: string,
    activity: (input: I) => Promise<Outcome<T>>,
    timers: Timers = realTimers,
  ) =>
  (input: I): Promise<Outcome<T>> =>
    withinLimit(
      ports,
      name,
      async ({ end, outcome, untilAnswered }) => {
        const before = await stopOf(ports, input.projectId);
        if (before) return failed('stopped', before.why);
        untilAnswered(askForStop(ports, input.projectId, end, timers));
        const own = outcome(await activity(input).catch(classify));
        if (!own.ok && own.failure.kind !== 'stopped' && errorPolicy[own.failure.kind].stops)
          await stopForCritical(ports, input, own.failure);
        return own;
      },
      timers,
    );

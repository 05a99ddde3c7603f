import { activityLimitMs } from '../../factory/domain/activity-limits.ts';
import { errorPolicy } from '../../factory/domain/error-policy.ts';
import { failed, type Failure, type Outcome } from '../../factory/domain/failure.ts';
import { stopProject } from '../../factory/domain/project-transitions.ts';
import type { Stop } from '../../factory/domain/project.ts';
import { transitionEvent } from '../../factory/domain/transition-event.ts';
import type { Ports } from '../../platform/ports.ts';
import { withinWork } from './ended-work.ts';
import { classify } from './guard.ts';

/** How often a running activity asks whether its project was stopped, in milliseconds. */
const POLL_MS = 1_000;

/** How long an activity that was interrupted may take to end before it is answered for, in milliseconds. */
const GRACE_MS = 30_000;

type Used = Pick<Ports, 'projects' | 'publisher' | 'interruption' | 'clock'>;

type ProjectInput = { projectId: string; correlationId: string; run?: number | undefined };

type Failed = { ok: false; failure: Failure };

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

/** Watches over work that goes on: says when it was to end, and interrupts it then. */
const watch = (ports: Used, name: string, projectId: string, interrupt: () => Promise<void>) => {
  const given = Promise.withResolvers<Failed>();
  const timers: NodeJS.Timeout[] = [];
  let ended: Failed | undefined;
  const end = (outcome: Failed): void => {
    if (ended) return;
    ended = outcome;
    void interrupt().catch(() => undefined);
    timers.push(setTimeout(() => given.resolve(outcome), GRACE_MS));
  };
  const limit = activityLimitMs(name);
  timers.push(
    setTimeout(
      () => end(failed('transient', `${name} took longer than ${limit / 60_000} minutes and was ended.`)),
      limit,
    ),
    setInterval(() => {
      stopOf(ports, projectId).then(
        (stop) => stop && end(failed('stopped', stop.why)),
        // The store is asked again a second later.
        () => undefined,
      );
    }, POLL_MS),
  );
  return {
    givenUp: given.promise,
    ended: () => ended,
    /** What the work came to: the reason why it was ended, where it was and did not succeed all the same. */
    outcome: <T>(own: Outcome<T>): Outcome<T> => (own.ok ? own : (ended ?? own)),
    close: () => timers.forEach((timer) => clearTimeout(timer)),
  };
};

/**
 * Lets an activity begin only while its project is not stopped, and ends what it started when the project is stopped meanwhile
 * or when it takes longer than its limit. A failure whose policy stops the project marks it as stopped.
 */
export const stoppable =
  <I extends ProjectInput, T>(ports: Used, name: string, activity: (input: I) => Promise<Outcome<T>>) =>
  async (input: I): Promise<Outcome<T>> => {
    const before = await stopOf(ports, input.projectId);
    if (before) return failed('stopped', before.why);
    const scope = ports.interruption.begin();
    const watched = watch(ports, name, input.projectId, scope.interrupt);
    try {
      const own = scope.run(() => withinWork(watched.ended, () => activity(input))).catch(classify);
      const outcome = watched.outcome(await Promise.race([own, watched.givenUp]));
      if (!outcome.ok && outcome.failure.kind !== 'stopped' && errorPolicy[outcome.failure.kind].stops)
        await stopForCritical(ports, input, outcome.failure);
      return outcome;
    } finally {
      watched.close();
    }
  };

import { EventType } from '../../../../platform/embedded/host/durable/history-event.ts';
import type { Instance } from '../engine/instance.ts';
import { all, type Run } from '../trace.ts';
import type { Oracle } from './oracle.ts';

/** A message is delivered in half a minute at the latest. */
const HEARD_AFTER_MS = 60_000;

type Stopped = { from: number; until: number };

/** When a person had stopped the project; a critical stop waits for a person itself. */
const stopsOf = ({ happenings }: Run): Stopped[] => {
  const stops: Stopped[] = [];
  for (const { at, before, after } of all(happenings, 'project')) {
    const isStopped =
      after.status === 'running' && after.stop !== undefined && after.stop.reason !== 'critical';
    const was = before.status === 'running' && before.stop !== undefined && before.stop.reason !== 'critical';
    if (isStopped && !was) stops.push({ from: at, until: Infinity });
    const last = stops.at(-1);
    if (last && was && !isStopped) last.until = at;
  }
  return stops;
};

const isAboutUndoing = ({ input }: Instance): boolean => input.includes('"step":"compensation"');

/** Timers that ran out while the project was stopped for a while: nobody had woken what waited. */
const sleptOn = (instance: Instance, stops: readonly Stopped[], start: number): string[] => {
  const created = new Map<number, number>();
  return instance.history.flatMap((event) => {
    const at = Date.parse(event.Timestamp) - start;
    if (event.EventType === EventType.TimerCreated) created.set(event.EventId, at);
    if (event.EventType !== EventType.TimerFired) return [];
    const since = created.get(event.TimerId) ?? at;
    const missed = stops.find(({ from, until }) => since < from && at > from + HEARD_AFTER_MS && at < until);
    return missed ? [`${instance.id} slept ${(at - missed.from) / 1_000} s after the stop`] : [];
  });
};

/** Whether every wake arrives, and the books are kept: only then all that waits must hear of a stop at once. */
const isHeard = ({ happenings, downtimes }: Run): boolean =>
  downtimes.length === 0 &&
  all(happenings, 'woken').every(({ how }) => how !== 'lost') &&
  all(happenings, 'injected').every(
    ({ activity }) => !/^(?:read|record|open|note|apply|withdraw)/.test(activity),
  );

/** What waits for a person or a delay ends when the project is stopped, whenever that comes. */
export const stopHeard: Oracle = {
  name: 'stop-heard',
  check: (run) =>
    isHeard(run)
      ? run.instances
          .filter((instance) => instance.name !== 'compensation' && !isAboutUndoing(instance))
          .flatMap((instance) => sleptOn(instance, stopsOf(run), run.start))
      : [],
  plant: () => ({
    scenario: (own) => ({
      ...own,
      approvals: [],
      budgets: {},
      ailments: [
        {
          activity: 'assembleService',
          failing: { kind: 'transient', retryAfterMs: 7_200_000 },
          phase: 'before',
          after: 0,
          times: 2,
        },
      ],
      downtimes: [],
      habits: { ...own.habits, losesWakes: 0, disturbs: 0, cancels: [{ after: 7, delay: 3_600_000 }] },
    }),
    ports: (ports) => ({
      ...ports,
      projects: {
        ...ports.projects,
        update: (id, change) => ports.projects.update(id, (before) => ({ ...change(before), waits: {} })),
      },
    }),
  }),
};

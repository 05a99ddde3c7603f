import type { RegisteredFunction } from '../app/core-types.ts';
import type { AppInvoker } from '../app/app-invoker.ts';
import type { EngineStore } from '../durable/engine-store.ts';
import type { Environment } from '../host-settings.ts';
import { resolveSetting } from '../host-settings.ts';
import type { AlarmClock } from '../alarm-clock.ts';
import type { HostLog } from '../host-log.ts';
import { parseNcrontab } from './ncrontab.ts';

type Options = {
  functions: readonly RegisteredFunction[];
  run: AppInvoker['run'];
  store: EngineStore;
  clock: AlarmClock;
  log: HostLog;
  environment: Environment;
};

export type TriggerPump = { start(): void; stop(): Promise<void> };

/**
 * Runs timer triggers by their NCRONTAB schedules (UTC). A run that fell into a time without a host is made up for once,
 * past due. A timer does not overlap itself: the next run is planned when one has ended.
 */
export const createTimerTriggers = (options: Options): TriggerPump => {
  const { store, clock, log } = options;
  const timers = options.functions
    .filter(({ trigger }) => trigger.type.toLowerCase() === 'timertrigger')
    .map((target) => ({
      target,
      name: target.metadata.name,
      schedule: parseNcrontab(resolveSetting(target.trigger['schedule'] as string, options.environment)),
    }));
  const alarms = new Map<string, () => void>();
  let isStopped = false;

  const run = async (timer: (typeof timers)[number], isPastDue: boolean): Promise<void> => {
    const at = clock.now().getTime();
    const last = store.lastRun(timer.name);
    store.recordRun(timer.name, at);
    const status = {
      Last: last === undefined ? '0001-01-01T00:00:00.000Z' : new Date(last).toISOString(),
      LastUpdated: new Date(at).toISOString(),
      Next: new Date(timer.schedule.next(at)).toISOString(),
    };
    const data = { Schedule: { AdjustForDST: true }, ScheduleStatus: status, IsPastDue: isPastDue };
    try {
      await options.run(timer.target, { trigger: { json: JSON.stringify(data) } });
    } catch (error) {
      log.write('error', timer.name, `The timer trigger failed: ${String(error)}`);
    }
    plan(timer);
  };

  const start = (timer: (typeof timers)[number], isPastDue: boolean): void => {
    if (isStopped) return;
    void run(timer, isPastDue);
  };

  const plan = (timer: (typeof timers)[number]): void => {
    if (isStopped) return;
    const next = timer.schedule.next(clock.now().getTime());
    alarms.set(
      timer.name,
      clock.at(next, () => start(timer, false)),
    );
  };

  return {
    start: () => {
      for (const timer of timers) {
        const now = clock.now().getTime();
        const last = store.lastRun(timer.name);
        const missed = last !== undefined && timer.schedule.next(last) <= now;
        // Where a schedule begins to be watched, so that the next host knows what it missed.
        if (last === undefined) store.recordRun(timer.name, now);
        if (missed || timer.target.trigger['runOnStartup'] === true) start(timer, missed);
        else plan(timer);
      }
    },
    stop: async () => {
      isStopped = true;
      for (const cancel of alarms.values()) cancel();
    },
  };
};

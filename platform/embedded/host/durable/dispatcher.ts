import type { AlarmClock } from '../alarm-clock.ts';
import type { HostLog } from '../host-log.ts';
import { createLimitedQueue } from '../limited-queue.ts';
import { createActivityRunner } from './activity-runner.ts';
import type { Activity } from './activity-runner.ts';
import type { CommittedTurn, Delivery, EngineStore, PendingActivity, TurnCommit } from './engine-store.ts';
import { EventType, occurred } from './history-event.ts';
import type { IncomingEvent } from './history-event.ts';
import { isFinished } from './instance.ts';
import type { Instance } from './instance.ts';
import { replayOrchestrator } from './replay-orchestrator.ts';
import type { Orchestrator, TurnResult } from './replay-orchestrator.ts';
import type { Space } from './space.ts';
import { createTimerAlarms } from './timer-alarms.ts';
import { scheduledTasks, turnCommit } from './turn-commit.ts';
import type { InstanceState } from './turn-commit.ts';

export type DispatcherOptions = {
  store: EngineStore;
  clock: AlarmClock;
  log: HostLog;
  orchestrators: ReadonlyMap<string, Orchestrator>;
  activities: ReadonlyMap<string, Activity>;
  maxConcurrentActivities: number;
  maxConcurrentOrchestrations: number;
  /** Longest run of an activity, ms; undefined is unlimited. */
  functionTimeoutMs: number | undefined;
  /** Absent: nobody looks at the disk. */
  space?: Space;
  /** Called when the state cannot be written: the host must end, what is on disk is whole. */
  onFatal: (error: unknown) => void;
};

type Live = InstanceState & { mailbox: Delivery[]; isQueued: boolean };

/**
 * Gives events to orchestrations and does what they ask for. An instance has one turn at a time; a turn takes everything
 * that arrived for it, and is one commit.
 *
 * @param pumps whether an instance is to be worked on; events for others stay in the store
 * @param onFinished told after the end is on disk
 */
export const createDispatcher = (
  options: DispatcherOptions,
  pumps: (instance: Instance) => boolean,
  onFinished: (instance: Instance) => void,
) => {
  const { store, clock } = options;
  const live = new Map<string, Live>();
  let isStopped = false;

  const load = (instanceId: string): Live | undefined => {
    const known = live.get(instanceId);
    if (known) return known;
    const instance = store.get(instanceId);
    if (!instance) return undefined;
    const history = store.history(instanceId);
    const state: Live = {
      instance,
      history,
      scheduled: scheduledTasks(history),
      timers: new Map(store.timersOf(instanceId).map((timer) => [timer.taskId, timer.id])),
      mailbox: [],
      isQueued: false,
    };
    if (!isFinished(instance.status)) live.set(instanceId, state);
    return state;
  };

  const deliver = (instanceId: string, delivery: Delivery): void => {
    if (isStopped) return;
    const state = load(instanceId);
    if (!state || !pumps(state.instance)) {
      delivery.onSettled?.();
      return;
    }
    state.mailbox.push(delivery);
    queueTurn(state);
  };

  const queueTurn = (state: Live): void => {
    if (state.isQueued) return;
    state.isQueued = true;
    // What else arrives in this round of the event loop joins the same turn, hence the same commit.
    setImmediate(() => turns.add(state));
  };

  const turn = async (state: Live): Promise<void> => {
    const mail = state.mailbox.splice(0);
    // An origin that is gone was a timer called off, or belongs to an instance that was replaced.
    const deliveries = mail.filter(({ origin }) => store.exists(origin));
    if (isFinished(state.instance.status)) {
      for (const { origin } of deliveries) store.settle(origin);
    } else if (deliveries.length > 0) {
      const received = deliveries.map(({ event }) => event);
      const at = timeOfTurn(state.instance, received, clock);
      const incoming = [occurred(at, { EventType: EventType.OrchestratorStarted }), ...received];
      const result = termination(received, state.instance) ?? (await replay(state, incoming));
      const commit = turnCommit(state, incoming, deliveries, result, at, store.get);
      follow(state, commit, store.commitTurn(commit));
    }
    for (const { onSettled } of mail) onSettled?.();
  };

  const replay = (state: Live, incoming: TurnCommit['events']): Promise<TurnResult> =>
    replayOrchestrator(
      options.orchestrators.get(state.instance.name),
      state.instance,
      [...state.history, ...incoming],
      state.scheduled,
    );

  /** Does what a turn recorded, now that it is on disk. */
  const follow = (state: Live, commit: TurnCommit, committed: CommittedTurn): void => {
    state.instance = commit.instance;
    state.history.push(...commit.events);
    state.scheduled = scheduledTasks(state.history);
    const pending = new Set(store.timersOf(state.instance.id).map(({ id }) => id));
    for (const [taskId, timerId] of state.timers) {
      if (pending.has(timerId)) continue;
      alarms.cancel(timerId);
      state.timers.delete(taskId);
    }
    for (const timer of committed.timers) {
      state.timers.set(timer.taskId, timer.id);
      alarms.set(timer);
    }
    if (isFinished(state.instance.status)) {
      live.delete(state.instance.id);
      onFinished(state.instance);
    }
    for (const activity of committed.activities) running.add(activity);
    for (const { instanceId, delivery } of committed.deliveries) deliver(instanceId, delivery);
  };

  const turns = createLimitedQueue<Live>(options.maxConcurrentOrchestrations, async (state) => {
    try {
      await turn(state);
      state.isQueued = false;
      if (state.mailbox.length > 0) queueTurn(state);
    } catch (error) {
      options.onFatal(error);
    }
  });

  const perform = createActivityRunner(
    options.activities,
    clock,
    options.log,
    options.functionTimeoutMs,
    options.space,
  );
  const running = createLimitedQueue<PendingActivity>(options.maxConcurrentActivities, async (activity) => {
    try {
      const instance = store.get(activity.instanceId);
      // Its orchestration was replaced or purged while it waited for its place.
      if (!instance || !pumps(instance) || !store.exists({ table: 'activity', id: activity.id })) return;
      const event = await perform(activity, instance.traceParent);
      const origin = { table: 'activity', id: activity.id } as const;
      // It keeps its place until its result is on disk: a crash repeats no more activities than may run at a time.
      await new Promise<void>((onSettled) => deliver(activity.instanceId, { origin, event, onSettled }));
    } catch (error) {
      options.onFatal(error);
    }
  });

  const alarms = createTimerAlarms(clock, deliver);

  return {
    deliver,
    /** Takes up everything that the store holds. */
    resume: (): void => {
      for (const { instanceId, delivery } of store.inbox()) deliver(instanceId, delivery);
      for (const activity of store.activities()) running.add(activity);
      for (const timer of store.timers()) alarms.set(timer);
    },
    /** Ends after the turns that run; activities that run are left to be run again. */
    stop: async (): Promise<void> => {
      // From now on no result is taken, also none of an activity that fails because its tools are being ended.
      isStopped = true;
      void running.stop();
      await turns.stop();
      alarms.cancelAll();
    },
  };
};

/** The orchestration's own time: it never goes back, and a timer has passed when its orchestrator hears of it. */
const timeOfTurn = (instance: Instance, events: readonly IncomingEvent[], clock: AlarmClock): number => {
  const due = events.map((event) =>
    event.EventType === EventType.TimerFired ? Date.parse(event.FireAt) : 0,
  );
  return Math.max(clock.now().getTime(), instance.updatedAt, ...due);
};

const termination = (events: readonly IncomingEvent[], instance: Instance): TurnResult | undefined => {
  const event = events.find(({ EventType: type }) => type === EventType.ExecutionTerminated);
  if (event?.EventType !== EventType.ExecutionTerminated) return undefined;
  const { customStatus } = instance;
  return { tasks: [], customStatus, end: { status: 'Terminated', reason: event.Reason } };
};

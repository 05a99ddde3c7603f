import { randomBytes, randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import type { AlarmClock } from '../alarm-clock.ts';
import type { HostLog } from '../host-log.ts';
import { createLimitedQueue } from '../limited-queue.ts';
import type { Delivery, EngineStore, PendingActivity, PendingTimer } from './engine-store.ts';
import { EventType } from './history-event.ts';
import type { HistoryEvent, IncomingEvent } from './history-event.ts';
import { RefusedRequest, isFinished } from './instance.ts';
import type { Instance } from './instance.ts';
import { instanceIdProblem, payloadProblem, shortened } from './limits.ts';
import { replayOrchestrator } from './replay-orchestrator.ts';
import type { Orchestrator, TurnResult } from './replay-orchestrator.ts';
import { executionStarted, scheduledTasks, turnCommit } from './turn-commit.ts';
import type { InstanceState } from './turn-commit.ts';

/**
 * What a host runs: everything that is pending (`all`), only what was started during its life and what descends from that
 * (`own`), or nothing (`none`).
 */
export type Pump = 'all' | 'own' | 'none';

/** Runs an activity on its input (JSON text); answers its result as JSON text. */
export type Activity = (
  input: string,
  call: { instanceId: string; taskId: number; traceParent: string },
) => Promise<string>;

export type EngineOptions = {
  store: EngineStore;
  clock: AlarmClock;
  log: HostLog;
  orchestrators: ReadonlyMap<string, Orchestrator>;
  activities: ReadonlyMap<string, Activity>;
  pump: Pump;
  maxConcurrentActivities: number;
  maxConcurrentOrchestrations: number;
  /** Called when the state cannot be written: the host must end, its state on disk is whole. */
  onFatal: (error: unknown) => void;
};

export type StartRequest = { name: string; instanceId?: string; input?: string; traceParent?: string };

/**
 * Durable execution: orchestrators are replayed over their history, what they ask for is recorded before it is done. A turn
 * and everything it sends out is one transaction. An activity that runs when the process dies runs again (at least once);
 * one whose result was recorded never does. Refusals are `RefusedRequest`s.
 */
export type Engine = {
  /** Begins to work on what is pending. Until then, and under pump `none`, requests are recorded only. */
  resume(): void;
  /** Ends after the turns that run; activities that run are left to be run again. */
  stop(): Promise<void>;
  /** Answers the instance id. An id whose instance is not finished is refused (409); a finished one is replaced. */
  start(request: StartRequest): string;
  /** `payload` is JSON text. */
  raiseEvent(instanceId: string, name: string, payload: string | undefined): void;
  terminate(instanceId: string, reason: string): void;
  purge(instanceId: string): void;
  get(instanceId: string): Instance | undefined;
  list(): Instance[];
  history(instanceId: string): HistoryEvent[];
  whenFinished(instanceId: string): Promise<Instance>;
};

type Live = InstanceState & { mailbox: Delivery[]; isQueued: boolean };

export const createEngine = (options: EngineOptions): Engine => {
  const { store, clock, log, pump } = options;
  const live = new Map<string, Live>();
  const own = new Set<string>();
  const alarms = new Map<number, () => void>();
  const finished = new EventEmitter().setMaxListeners(0);
  let isPumping = false;

  const pumps = (instance: Instance): boolean =>
    isPumping && (pump === 'all' || (pump === 'own' && own.has(instance.rootId)));

  const load = (instanceId: string): Live | undefined => {
    const known = live.get(instanceId);
    if (known) return known;
    const instance = store.get(instanceId);
    if (!instance) return undefined;
    const history = store.history(instanceId);
    const timers = new Map(store.timersOf(instanceId).map((timer) => [timer.taskId, timer.id]));
    const state: Live = {
      instance,
      history,
      scheduled: scheduledTasks(history),
      timers,
      mailbox: [],
      isQueued: false,
    };
    if (!isFinished(instance.status)) live.set(instanceId, state);
    return state;
  };

  const queueTurn = (state: Live): void => {
    if (state.isQueued) return;
    state.isQueued = true;
    // What else arrives in this round of the event loop joins the same turn, hence the same commit.
    setImmediate(() => turns.add(state));
  };

  const deliver = (instanceId: string, delivery: Delivery): void => {
    const state = load(instanceId);
    if (!state || !pumps(state.instance)) return;
    if (isFinished(state.instance.status)) return store.settle(delivery.origin);
    state.mailbox.push(delivery);
    queueTurn(state);
  };

  const setAlarm = (timer: PendingTimer): void => {
    const fire = (): void => {
      alarms.delete(timer.id);
      deliver(timer.instanceId, {
        origin: { table: 'timer', id: timer.id },
        event: {
          EventType: EventType.TimerFired,
          EventId: -1,
          IsPlayed: false,
          Timestamp: clock.now().toISOString(),
          TimerId: timer.taskId,
          FireAt: new Date(timer.fireAt).toISOString(),
        },
      });
    };
    alarms.set(timer.id, clock.at(timer.fireAt, guarded(fire)));
  };

  const callOff = (timerId: number): void => {
    alarms.get(timerId)?.();
    alarms.delete(timerId);
  };

  /** The orchestration's own time: it never goes back, and a timer has passed when its orchestrator hears of it. */
  const timeOfTurn = (state: Live, events: readonly IncomingEvent[]): number => {
    const due = events.map((event) =>
      event.EventType === EventType.TimerFired ? Date.parse(event.FireAt) : 0,
    );
    return Math.max(clock.now().getTime(), state.instance.updatedAt, ...due);
  };

  const terminated = (reason: string, instance: Instance): TurnResult => ({
    tasks: [],
    customStatus: instance.customStatus,
    end: { status: 'Failed', error: reason },
  });

  const turn = async (state: Live): Promise<void> => {
    const deliveries = state.mailbox.splice(0).filter(({ origin }) => store.exists(origin));
    if (deliveries.length === 0) return;
    const { instance } = state;
    const received = deliveries.map(({ event }) => event);
    const at = timeOfTurn(state, received);
    const started: HistoryEvent = {
      EventType: EventType.OrchestratorStarted,
      EventId: -1,
      IsPlayed: false,
      Timestamp: new Date(at).toISOString(),
    };
    const incoming = [started, ...received];
    const termination = received.find((event) => event.EventType === EventType.ExecutionTerminated);
    const result = termination
      ? terminated(termination.Reason, instance)
      : await replayOrchestrator(
          options.orchestrators.get(instance.name),
          instance,
          [...state.history, ...incoming],
          state.scheduled,
        );
    if (!isPumping) return;
    const isTaken = (id: string): boolean => {
      const status = live.get(id)?.instance.status ?? store.get(id)?.status;
      return status !== undefined && !isFinished(status);
    };
    const commit = turnCommit(state, incoming, deliveries, result, at, isTaken);
    if (termination) {
      commit.instance.status = 'Terminated';
      commit.instance.output = JSON.stringify(termination.Reason);
    }
    const committed = store.commitTurn(commit);

    state.instance = commit.instance;
    state.history.push(...commit.events);
    state.scheduled = scheduledTasks(state.history);
    for (const origin of commit.settled) if (origin.table === 'timer') forgetTimer(state, origin.id);
    for (const id of commit.cancelledTimers) forgetTimer(state, id);
    for (const timer of committed.timers) state.timers.set(timer.taskId, timer.id);
    if (isFinished(state.instance.status)) finish(state);
    else for (const timer of committed.timers) setAlarm(timer);
    for (const activity of committed.activities) running.add(activity);
    for (const { instanceId, delivery } of committed.deliveries) deliver(instanceId, delivery);
  };

  const forgetTimer = (state: Live, timerId: number): void => {
    callOff(timerId);
    for (const [taskId, id] of state.timers) if (id === timerId) state.timers.delete(taskId);
  };

  const finish = (state: Live): void => {
    const { instance } = state;
    for (const id of state.timers.values()) callOff(id);
    live.delete(instance.id);
    const detail = instance.status === 'Failed' ? `: ${JSON.parse(instance.output ?? '""') as string}` : '';
    log.write(
      instance.status === 'Completed' ? 'information' : 'error',
      'durable',
      `Orchestration '${instance.name}' (${instance.id}) ended as ${instance.status}${detail}`,
    );
    finished.emit(instance.id, instance);
  };

  const perform = async (activity: PendingActivity): Promise<IncomingEvent> => {
    const common = () =>
      ({
        EventId: -1,
        IsPlayed: false,
        Timestamp: clock.now().toISOString(),
        TaskScheduledId: activity.taskId,
      }) as const;
    const failed = (message: string): IncomingEvent => {
      const text = shortened(message);
      log.write('error', 'durable', `Activity '${activity.name}' of ${activity.instanceId} failed: ${text}`);
      return {
        EventType: EventType.TaskFailed,
        ...common(),
        Reason: `Activity function '${activity.name}' failed: ${text}`,
        Details: text,
      };
    };
    const work = options.activities.get(activity.name);
    if (!work) return failed(`no activity '${activity.name}' is registered in this app`);
    try {
      const result = await work(activity.input, {
        instanceId: activity.instanceId,
        taskId: activity.taskId,
        traceParent: store.get(activity.instanceId)?.traceParent ?? newTraceParent(),
      });
      const problem = payloadProblem('Its output', result);
      if (problem !== undefined) return failed(problem);
      return { EventType: EventType.TaskCompleted, ...common(), Result: result };
    } catch (error) {
      return failed(error instanceof Error ? error.message : String(error));
    }
  };

  const guarded =
    <Arguments extends unknown[]>(action: (...values: Arguments) => void) =>
    (...values: Arguments): void => {
      try {
        action(...values);
      } catch (error) {
        if (isPumping) options.onFatal(error);
      }
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

  const running = createLimitedQueue<PendingActivity>(options.maxConcurrentActivities, async (activity) => {
    const event = await perform(activity);
    guarded(deliver)(activity.instanceId, { origin: { table: 'activity', id: activity.id }, event });
  });

  const known = (instanceId: string): Instance => {
    const instance = store.get(instanceId);
    if (instance) return instance;
    throw new RefusedRequest(404, `There is no orchestration instance '${instanceId}'.`);
  };

  const post = (instanceId: string, event: IncomingEvent): void => {
    const instance = known(instanceId);
    if (isFinished(instance.status)) {
      throw new RefusedRequest(410, `Orchestration '${instanceId}' is finished (${instance.status}).`);
    }
    deliver(instanceId, store.post(instanceId, event));
  };

  return {
    resume: () => {
      isPumping = pump !== 'none';
      if (pump !== 'all') return;
      for (const { instanceId, delivery } of store.inbox()) deliver(instanceId, delivery);
      for (const activity of store.activities()) running.add(activity);
      for (const timer of store.timers()) setAlarm(timer);
    },
    stop: async () => {
      for (const cancel of alarms.values()) cancel();
      const ended = turns.stop();
      void running.stop();
      await ended;
      isPumping = false;
    },
    start: ({ name, instanceId: id = randomUUID().replaceAll('-', ''), input = 'null', traceParent }) => {
      if (!options.orchestrators.has(name)) {
        throw new RefusedRequest(404, `No orchestrator '${name}' is registered in this app.`);
      }
      const idProblem = instanceIdProblem(id);
      if (idProblem !== undefined) throw new RefusedRequest(400, idProblem);
      const inputProblem = payloadProblem(`The input of orchestration '${name}'`, input);
      if (inputProblem !== undefined) throw new RefusedRequest(413, inputProblem);
      const existing = store.get(id);
      if (existing && !isFinished(existing.status)) {
        throw new RefusedRequest(
          409,
          `An orchestration instance '${id}' exists, its status is ${existing.status}.`,
        );
      }
      const at = clock.now().getTime();
      const instance: Instance = {
        id,
        name,
        status: 'Pending',
        input,
        output: null,
        customStatus: null,
        parent: undefined,
        rootId: id,
        traceParent: traceParent ?? newTraceParent(),
        createdAt: at,
        updatedAt: at,
      };
      own.add(id);
      deliver(id, store.begin(instance, executionStarted(instance)));
      return id;
    },
    raiseEvent: (instanceId, name, payload) => {
      const problem = payloadProblem(`Event '${name}'`, payload);
      if (problem !== undefined) throw new RefusedRequest(413, problem);
      post(instanceId, {
        EventType: EventType.EventRaised,
        EventId: -1,
        IsPlayed: false,
        Timestamp: clock.now().toISOString(),
        Name: name,
        Input: payload ?? null,
      });
    },
    terminate: (instanceId, reason) =>
      post(instanceId, {
        EventType: EventType.ExecutionTerminated,
        EventId: -1,
        IsPlayed: false,
        Timestamp: clock.now().toISOString(),
        Reason: shortened(reason),
      }),
    purge: (instanceId) => {
      const instance = known(instanceId);
      if (!isFinished(instance.status)) {
        throw new RefusedRequest(409, `Orchestration '${instanceId}' is not finished (${instance.status}).`);
      }
      store.erase(instanceId);
    },
    get: (instanceId) => store.get(instanceId),
    list: () => store.list(),
    history: (instanceId) => store.history(instanceId),
    whenFinished: async (instanceId) => {
      const instance = known(instanceId);
      if (isFinished(instance.status)) return instance;
      return new Promise((resolve) => finished.once(instanceId, resolve));
    },
  };
};

/** W3C trace context: version, trace id, parent id, sampled. */
const newTraceParent = (): string =>
  `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-01`;

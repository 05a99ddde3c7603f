import { randomBytes, randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { createDispatcher } from './dispatcher.ts';
import type { DispatcherOptions } from './dispatcher.ts';
import { EventType, occurred } from './history-event.ts';
import type { HistoryEvent, IncomingEvent } from './history-event.ts';
import { RefusedRequest, isFinished } from './instance.ts';
import type { Instance } from './instance.ts';
import { instanceIdProblem, payloadProblem, shortened } from './limits.ts';
import { executionStarted } from './turn-commit.ts';
import { versionProblem } from './versioning.ts';
import type { Versioning } from './versioning.ts';

/**
 * What a host runs: everything that is pending (`all`), only what was started during its life and what descends from that
 * (`own`), or nothing (`none`).
 */
export type Pump = 'all' | 'own' | 'none';

export type EngineOptions = DispatcherOptions & {
  pump: Pump;
  /** Told of each unfinished orchestration that is of a version which this app does not run. */
  onHeld?: (message: string) => void;
  /** Of the app's orchestrations; an instance keeps the one that it was started with. */
  versioning: Versioning;
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
  /** Oldest first. */
  list(): Instance[];
  history(instanceId: string): HistoryEvent[];
  whenFinished(instanceId: string): Promise<Instance>;
};

export const createEngine = (options: EngineOptions): Engine => {
  const { store, clock, log, pump } = options;
  const own = new Set<string>();
  const finished = new EventEmitter().setMaxListeners(0);
  let isPumping = false;

  const pumps = (instance: Instance): boolean =>
    isPumping &&
    (pump === 'all' || own.has(instance.rootId)) &&
    versionProblem(instance.version, options.versioning) === undefined;

  /** Says what stays as it is until a host of its version comes. */
  const reportHeld = (): void => {
    for (const instance of store.list()) {
      const problem = versionProblem(instance.version, options.versioning);
      if (problem === undefined || isFinished(instance.status) || instance.parent) continue;
      const message = `Orchestration '${instance.name}' (${instance.id}) is not run here: ${problem}`;
      log.write('error', 'durable', message);
      options.onHeld?.(message);
    }
  };

  const onFinished = (instance: Instance): void => {
    const detail = instance.status === 'Completed' ? '' : `: ${instance.output}`;
    log.write(
      instance.status === 'Completed' ? 'information' : 'error',
      'durable',
      `Orchestration '${instance.name}' (${instance.id}) ended as ${instance.status}${detail}`,
    );
    finished.emit(instance.id, instance);
  };

  const dispatcher = createDispatcher(options, pumps, onFinished);
  const now = (): number => clock.now().getTime();

  const known = (instanceId: string): Instance => {
    const instance = store.get(instanceId);
    if (instance) return instance;
    throw new RefusedRequest(404, `There is no orchestration instance '${instanceId}'.`);
  };

  const post = (instanceId: string, event: IncomingEvent): void => {
    const { status } = known(instanceId);
    if (isFinished(status)) {
      throw new RefusedRequest(410, `Orchestration '${instanceId}' is finished (${status}).`);
    }
    dispatcher.deliver(instanceId, store.post(instanceId, event));
  };

  return {
    resume: () => {
      isPumping = pump !== 'none';
      if (pump !== 'all') return;
      reportHeld();
      dispatcher.resume();
    },
    stop: () => dispatcher.stop(),
    start: ({ name, instanceId: id = randomUUID().replaceAll('-', ''), input = 'null', traceParent }) => {
      if (!options.orchestrators.has(name)) {
        throw new RefusedRequest(404, `No orchestrator '${name}' is registered in this app.`);
      }
      refuseFor(400, instanceIdProblem(id));
      refuseFor(413, payloadProblem(`The input of orchestration '${name}'`, input));
      const status = store.get(id)?.status;
      if (status !== undefined && !isFinished(status)) {
        throw new RefusedRequest(409, `An orchestration instance '${id}' exists, its status is ${status}.`);
      }
      const at = now();
      const instance: Instance = {
        id,
        execution: randomUUID(),
        name,
        status: 'Pending',
        input,
        output: null,
        customStatus: null,
        parent: undefined,
        rootId: id,
        traceParent: traceParent ?? newTraceParent(),
        version: options.versioning.version,
        createdAt: at,
        updatedAt: at,
      };
      own.add(id);
      dispatcher.deliver(id, store.begin(instance, executionStarted(instance)));
      return id;
    },
    raiseEvent: (instanceId, name, payload) => {
      refuseFor(413, payloadProblem(`Event '${name}'`, payload));
      post(
        instanceId,
        occurred(now(), { EventType: EventType.EventRaised, Name: name, Input: payload ?? null }),
      );
    },
    terminate: (instanceId, reason) =>
      post(
        instanceId,
        occurred(now(), { EventType: EventType.ExecutionTerminated, Reason: shortened(reason) }),
      ),
    purge: (instanceId) => {
      const { status } = known(instanceId);
      if (!isFinished(status)) {
        throw new RefusedRequest(409, `Orchestration '${instanceId}' is not finished (${status}).`);
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

const refuseFor = (status: number, problem: string | undefined): void => {
  if (problem !== undefined) throw new RefusedRequest(status, problem);
};

/** W3C trace context: version, trace id, parent id, sampled. */
const newTraceParent = (): string =>
  `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-01`;

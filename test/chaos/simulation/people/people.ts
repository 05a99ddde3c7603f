import type { HttpHandler, HttpRequest, InvocationContext } from '@azure/functions';

import type { Review } from '../../../../factory/domain/review.ts';
import { ROLES } from '../../../../factory/domain/role.ts';
import { STAGES } from '../../../../factory/domain/stage.ts';
import type { TransitionEvent } from '../../../../factory/domain/transition-event.ts';
import { cancelProject } from '../../../../functions/cancel-project.ts';
import { decideReview } from '../../../../functions/decide-review.ts';
import type { FunctionDeps } from '../../../../functions/function-deps.ts';
import { runInstanceId } from '../../../../functions/projects/start-project.ts';
import { retryProject } from '../../../../functions/retry-project.ts';
import { currentReview } from '../../../../functions/reviews/current-review.ts';
import { wake, type Wake } from '../../../../functions/reviews/wake.ts';
import { wakeStopped } from '../../../../functions/wake-stopped.ts';
import type { Ports } from '../../../../platform/ports.ts';
import type { Engine } from '../engine/engine.ts';
import type { Random } from '../random.ts';
import type { Scheduler } from '../scheduler.ts';
import { aCaller, meteredPorts, type Caller } from '../world/ports.ts';
import type { Recorder } from '../world/recorder.ts';
import { choose } from './choose.ts';
import { aContext, ask } from './requests.ts';
import type { Habits } from './habits.ts';

type Given = {
  scheduler: Scheduler;
  random: Random;
  ports: Ports;
  engine: Engine;
  record: Recorder;
  projectId: string;
  habits: Habits;
};

const HOUR = 3_600_000;

/** Sends an event to what waits, unless the seed has it lost, late or twice. */
const raising =
  ({ scheduler, random, engine, record, habits }: Given) =>
  async (_: InvocationContext, instance: string, event: string): Promise<void> => {
    await scheduler.turn();
    if (random.chance(habits.losesWakes)) {
      record({ what: 'woken', instance, event, how: 'lost', taken: false });
      return;
    }
    const send = (): void =>
      record({ what: 'woken', instance, event, how: 'sent', taken: engine.raise(instance, event) });
    send();
    if (random.chance(0.2)) scheduler.at(scheduler.now() + random.pick([0, 1, 60_000, HOUR]), send);
  };

/** Who uses the factory over its HTTP API, what the message bus delivers, and what arrives where nobody asked for it. */
export const createPeople = (given: Given) => {
  const { scheduler, random, ports, engine, record, projectId, habits } = given;
  const callers = new Set<Caller>();
  let decisions = 0;
  let restarts = 0;
  let isBack = 0;

  const depsOf = (own: Ports): FunctionDeps => ({
    ports: own,
    people: {
      personOf: (request: HttpRequest) => ({ name: request.params['by'] ?? 'ann', roles: ROLES }),
      submitterMayAccept: true,
    },
    readDefinition: () => ({ ok: true }),
    newProjectId: () => projectId,
    workspace: '',
    version: '',
    page: async () => new Map(),
  });

  type Make = (deps: FunctionDeps, wakeAll: Wake) => HttpHandler;

  /** A request; where the host is down, it is sent again when it is back. */
  const send = async (name: string, make: Make, params: Record<string, string>, body: unknown) => {
    for (;;) {
      if (scheduler.now() < isBack) await scheduler.sleep(isBack - scheduler.now());
      const caller = aCaller(random.chance(0.05) ? random.below(6) : Infinity);
      callers.add(caller);
      const own = meteredPorts(ports, caller, scheduler.turn);
      const handler = make(depsOf(own), wake(own.projects, raising(given)));
      const answer = await ask(handler, name, { projectId, ...params }, body);
      callers.delete(caller);
      if (caller.isDead) {
        await scheduler.sleep(random.pick([0, 1_000, HOUR]));
        continue;
      }
      record({ what: 'request', name, ...answer });
      return answer;
    }
  };

  const readReview = async (id: string): Promise<Review | undefined> => {
    await scheduler.turn();
    const stored = await ports.reviews.get(id);
    return stored && currentReview(stored, await ports.artifacts.list(projectId));
  };

  const decideOnce = async (review: Review, by: string): Promise<number> => {
    const artifacts = await ports.artifacts.list(projectId);
    const decision =
      habits.decides?.(review) ?? choose(random, review, artifacts, decisions < habits.patience);
    await scheduler.sleep(random.pick([0, 0, 1, 30_000]));
    const body = { ...decision, shown: review.sha256 };
    const params = { reviewId: review.id, by };
    const sent = send('decide', decideReview, params, body);
    const again = random.chance(habits.clicksTwice) ? send('decide', decideReview, params, body) : undefined;
    const { status } = await sent;
    await again;
    if (status < 300) decisions += 1;
    // Sent again, it wakes again.
    if (status < 300 && random.chance(habits.resends)) {
      await scheduler.sleep(random.pick([1_000, HOUR]));
      await send('decide', decideReview, params, body);
    }
    return status;
  };

  const lookAfter = async (id: string, by: string): Promise<void> => {
    for (let tries = 0; tries < 6; tries += 1) {
      const review = await readReview(id);
      if (review?.status !== 'open') return;
      if ((await decideOnce(review, by)) < 300) return;
    }
  };

  const cancel = (): void =>
    void send('cancel', cancelProject, {}, random.chance(0.5) ? { reason: 'No longer wanted.' } : {});

  const restart = (): void => {
    restarts += 1;
    const start = async (
      _: InvocationContext,
      { id, correlationId, run }: { id: string; correlationId: string; run: number },
      from: string,
    ): Promise<void> => {
      await scheduler.turn();
      const input = { projectId: id, correlationId, run, from };
      engine.start('factory', runInstanceId(id, run), input);
    };
    // Nobody here restarts what broke off: an oracle looks for that.
    const isBroken = async (): Promise<boolean> => false;
    void send('retry', (deps) => retryProject(deps, start, isBroken), {}, { from: random.pick(STAGES) });
  };

  const waitsSeen = new Map<string, string>();
  /** An event that nobody sent for a reason: for a wait that stands, that is over, or that is yet to come. */
  const disturb = async (): Promise<void> => {
    const waits = (await ports.projects.get(projectId))?.project.waits ?? {};
    for (const [instance, event] of Object.entries(waits)) waitsSeen.set(event, instance);
    if (waitsSeen.size === 0) return;
    const [event, instance] = random.pick([...waitsSeen]);
    const other = random.chance(0.3) ? event.replace(/\d+$/, (digits) => String(Number(digits) + 1)) : event;
    record({ what: 'woken', instance, event: other, how: 'planted', taken: engine.raise(instance, other) });
  };

  const heardOf: Readonly<Partial<Record<TransitionEvent['type'], (event: TransitionEvent) => void>>> = {
    'review.requested': ({ data }) => {
      const id = data.review ?? '';
      if (random.chance(habits.isAbsent)) return;
      for (const by of random.chance(habits.areTwo) ? ['ann', 'bob'] : ['ann'])
        scheduler.at(scheduler.now() + habits.delay(random), () => void lookAfter(id, by));
    },
    'project.stopping': (event) => {
      for (let copies = random.pick([1, 1, 2]); copies > 0; copies -= 1)
        scheduler.at(scheduler.now() + random.pick([0, 1, 50, 30_000]), () => {
          if (scheduler.now() < isBack) scheduler.at(isBack, () => void deliver(event));
          else void deliver(event);
        });
    },
  };

  const deliver = async (event: TransitionEvent): Promise<void> => {
    const own = meteredPorts(ports, aCaller(), scheduler.turn);
    await wakeStopped(() => wake(own.projects, raising(given)))(event, aContext('wakeStopped'));
  };

  const ENDS = ['project.completed', 'project.failed', 'project.cancelled', 'project.aborted'];
  let heard = 0;
  return {
    hear: (event: TransitionEvent): void => {
      heard += 1;
      heardOf[event.type]?.(event);
      for (const { after, delay } of habits.cancels)
        if (heard === after) scheduler.at(scheduler.now() + delay, cancel);
      if (random.chance(habits.disturbs))
        scheduler.at(scheduler.now() + random.pick([0, 0, 1, 4_000]), () => void disturb());
      if (ENDS.includes(event.type) && restarts < habits.restarts)
        scheduler.at(scheduler.now() + random.pick([0, 1, HOUR]), restart);
      else if (restarts < habits.restarts && random.chance(0.005)) restart();
    },
    /** The host dies, and with it the requests that it was at. */
    goDown: (until: number): void => {
      isBack = Math.max(isBack, until);
      for (const caller of callers) caller.isDead = true;
    },
  };
};

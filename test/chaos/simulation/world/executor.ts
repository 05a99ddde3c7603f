import { keepAmendments } from '../../../../activities/lib/keep-amendments.ts';
import { guard } from '../../../../activities/lib/guard.ts';
import { paidInTime } from '../../../../activities/lib/paid-in-time.ts';
import type { ActivityInput } from '../../../../activities/lib/recorded.ts';
import { stoppable } from '../../../../activities/lib/stoppable.ts';
import { createReadGate } from '../../../../activities/read-gate.ts';
import { createReserveBudget } from '../../../../activities/reserve-budget.ts';
import type { Outcome } from '../../../../factory/domain/failure.ts';
import type { Ports } from '../../../../platform/ports.ts';
import type { Dispatch } from '../engine/engine.ts';
import type { Random } from '../random.ts';
import type { Scheduler } from '../scheduler.ts';
import type { Facts } from '../trace.ts';
import { errorOf, titleOf, type Ailment, type Phase } from './faults.ts';
import { aCaller, meteredPorts, type Caller } from './ports.ts';
import type { Recorder } from './recorder.ts';
import { recordActivity, type Activity } from './records.ts';
import { simulatedWork } from './work.ts';

type Given = {
  scheduler: Scheduler;
  random: Random;
  ports: Ports;
  services: readonly string[];
  faultOf: (activity: string, input: Facts) => Ailment | undefined;
  record: Recorder;
  /** How likely it is that an activity is executed more than once. */
  repeats: number;
  /** Milliseconds that half a piece of work takes at most. */
  longestWork: number;
  /** How likely it is that a round of fixing finds something to change. */
  fixes: number;
};

/** Executes activities: once, or, as a host that dies or loses an answer does, again. */
export const createExecutor = ({
  scheduler,
  random,
  ports,
  services,
  faultOf,
  record,
  repeats,
  longestWork,
  fixes,
}: Given) => {
  const live = new Map<string, Caller[]>();

  const work = (name: string, own: Ports, passes: (phase: Phase) => void, isForgetful: boolean): Activity => {
    const kept = { ...own, artifacts: keepAmendments(own) };
    const bench = {
      ports: kept,
      services,
      passes,
      isForgetful,
      takeTime: () => scheduler.sleep(random.below(longestWork)),
      changesSomething: () => random.chance(fixes),
    };
    const real: Readonly<Record<string, Activity>> = {
      readGate: createReadGate(kept),
      reserveBudget: createReserveBudget(kept),
    };
    const inner = real[name] ?? (simulatedWork(bench, name) as Activity);
    const noted = async (input: ActivityInput): Promise<Outcome<unknown>> => {
      record({ what: 'worked', activity: name, run: input.run ?? 1 });
      return inner(input as never);
    };
    return guard(stoppable(kept, name, paidInTime(kept, name, noted))) as Activity;
  };

  /** Answers the outcome, or nothing where the process died before. */
  const execute = async (
    name: string,
    input: Facts,
    caller: Caller,
  ): Promise<Outcome<unknown> | undefined> => {
    const fault = faultOf(name, input);
    const own = meteredPorts(ports, caller, scheduler.turn);
    const passes = (phase: Phase): void => {
      if (caller.isDead || fault?.phase !== phase || fault.failing.kind === 'forgetful') return;
      record({ what: 'injected', activity: name, failure: titleOf(fault.failing) });
      throw errorOf(fault.failing, name);
    };
    const activity =
      recordActivity(name, own, passes) ?? work(name, own, passes, fault?.failing.kind === 'forgetful');
    const outcome = await activity(structuredClone(input) as never);
    return caller.isDead ? undefined : outcome;
  };

  /** Executes it until an answer arrives; every try but the last one may die, or lose its answer. */
  const executed = async (key: string, name: string, input: Facts): Promise<Outcome<unknown> | undefined> => {
    for (;;) {
      const isLast = !random.chance(repeats);
      const caller = aCaller(isLast || random.chance(0.4) ? Infinity : random.below(8));
      const callers = live.get(key);
      if (!callers) return undefined;
      callers.push(caller);
      const outcome = await execute(name, input, caller);
      // The host went down meanwhile, and begins it again.
      if (live.get(key) !== callers) return undefined;
      if (isLast) return outcome;
      record({ what: outcome ? 'repeated' : 'killed', activity: name });
    }
  };

  const dispatch: Dispatch = ({ instance, number, name, input }, answer) => {
    const key = `${instance}#${number}`;
    if (live.has(key)) return;
    live.set(key, []);
    const facts = JSON.parse(input) as Facts;
    record({ what: 'began', instance, task: number, activity: name, input: facts });
    const run = async (): Promise<void> => {
      const callers = live.get(key);
      await scheduler.turn();
      // Two hosts that both believe to have the work: the answer of the later one counts.
      const twice = random.chance(repeats / 2);
      const [outcome, other] = await Promise.all([
        executed(key, name, facts),
        twice ? executed(key, name, facts) : undefined,
      ]);
      const counted = other ?? outcome;
      if (!counted || live.get(key) !== callers) return;
      live.delete(key);
      record({ what: 'answered', instance, task: number, activity: name, input: facts, outcome: counted });
      answer(counted);
    };
    void run();
  };

  return {
    dispatch,
    /** The host dies, and all that runs in it. */
    kill: () => {
      for (const callers of live.values()) for (const caller of callers) caller.isDead = true;
      live.clear();
    },
  };
};

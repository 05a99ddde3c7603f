import { errorPolicy, retryDelayMs } from '../../factory/domain/error-policy.ts';
import type { Failure, Outcome } from '../../factory/domain/failure.ts';
import { ask, type Answered } from './ask.ts';
import type { Steps } from './durable.ts';
import { pause } from './pause.ts';
import { record } from './record.ts';
import { identityOf, StepFailed, type ActivityName, type Facts, type Step, type Value } from './step.ts';

/** How failures of a call are met, beyond what the error policy says of their kind. */
export type Handling<N extends ActivityName> = {
  /** What stands for the result when a person accepts the failure; without it there is nothing to accept. */
  accepted?: Value<N>;
  /** Tries to cure a finding; answers whether anything was changed. `round` counts from 1. */
  fix?: (step: Step, index: number, round: number) => Steps<boolean>;
  /** Kinds that the caller handles itself: they are raised at once. */
  raise?: readonly Failure['kind'][];
};

/** One of several calls side by side. */
type Call<N extends ActivityName> = {
  index: number;
  /** Tries under the policy since the start, or since a person wanted another. */
  tries: number;
  /** Rounds of finding and fixing, counted in the same way. */
  rounds: number;
  /** Whether nothing that is known could change what failed. */
  isStuck: boolean;
  /** Times that a person was asked. */
  asked: number;
  outcome?: Outcome<Value<N>>;
};

type Failing<N extends ActivityName> = Call<N> & { outcome: { ok: false; failure: Failure } };

const isFailing = <N extends ActivityName>(call: Call<N>): call is Failing<N> => call.outcome?.ok === false;

function* announceRetry(step: Step, activity: string, attempt: number, delayMs: number, why: string) {
  const wait = delayMs === 0 ? 'at once' : `in ${delayMs / 1_000} s`;
  const { stage } = step;
  yield* record({ ...step, triesBefore: (step.triesBefore ?? 0) + attempt - 1 }, 'recordTransition', {
    type: 'activity.retrying',
    activity,
    ...(stage ? { stage } : {}),
    message: `${activity} is tried again ${wait}: ${why}`.slice(0, 1_000),
  } as never);
}

/** Raises what nobody can handle here, the gravest first. */
const raiseFinal = <N extends ActivityName>(
  failing: readonly Failing<N>[],
  raise: readonly Failure['kind'][],
): void => {
  const failures = failing.map(({ outcome }) => outcome.failure);
  const final =
    failures.find(({ kind }) => kind === 'critical') ??
    failures.find(({ kind }) => errorPolicy[kind].stops) ??
    failures.find(({ kind }) => raise.includes(kind));
  if (final) throw new StepFailed(final);
};

/** Waits as long as the longest of the delays that the policy, or a service, asks for. */
function* retry<N extends ActivityName>(
  step: Step,
  name: N,
  failing: readonly Failing<N>[],
  attempt: number,
): Steps<Failing<N>[]> {
  const again = failing.filter(
    ({ tries, outcome: { failure } }) =>
      retryDelayMs(failure.kind, tries, failure.retryAfterMs) !== undefined,
  );
  const [first] = again;
  if (!first) return [];
  const delays = again.map(
    ({ tries, outcome: { failure } }) => retryDelayMs(failure.kind, tries, failure.retryAfterMs) ?? 0,
  );
  const delayMs = Math.max(...delays);
  yield* announceRetry(step, name, attempt, delayMs, first.outcome.failure.message);
  yield* pause(step, `${name}:${attempt}:${step.triesBefore ?? 0}`, delayMs);
  return again;
}

/** Rounds of finding and fixing, until nothing is left to try or the policy has no more. */
function* fixAll<N extends ActivityName>(
  step: Step,
  name: N,
  failing: readonly Failing<N>[],
  fix: Handling<N>['fix'],
  attempt: number,
): Steps<Failing<N>[]> {
  const again: Failing<N>[] = [];
  for (const call of failing) {
    const { kind, message } = call.outcome.failure;
    const { rounds } = errorPolicy[kind];
    if (!fix || call.isStuck || call.rounds >= rounds) continue;
    call.rounds += 1;
    call.isStuck = !(yield* fix({ ...step, triesBefore: attempt * 10 }, call.index, call.rounds));
    if (call.isStuck) continue;
    again.push(call);
    if (step.stage)
      yield* record({ ...step, triesBefore: attempt * 100 + call.index }, 'recordTransition', {
        type: 'quality.round',
        stage: step.stage,
        round: call.rounds,
        activity: name,
        message: `Round ${call.rounds} of ${rounds}: ${message}`.slice(0, 1_000),
      } as never);
  }
  return again;
}

/** Asks a person about each call that nothing cures any more. Those that are to be tried again start afresh. */
function* askAll<N extends ActivityName>(
  step: Step,
  name: N,
  failing: readonly Failing<N>[],
  inputs: readonly Facts<N>[],
  accepted: { value: Value<N> } | undefined,
): Steps<Call<N>[]> {
  const { context, stage } = step;
  const tasks = failing.map((call) => {
    call.asked += 1;
    const { failure } = call.outcome;
    const { service } = inputs[call.index] as { service?: string };
    return ask(
      step,
      {
        kind: failure.kind === 'invalid-configuration' ? 'clarification' : 'failure',
        step: name,
        stage,
        service,
        tries: Math.max(call.tries, call.rounds),
        failure,
        mayAccept: accepted !== undefined,
      },
      (step.triesBefore ?? 0) * 1_000 + call.asked,
    );
  });
  const answers = (yield context.df.Task.all(tasks)) as Answered[];
  const again: Call<N>[] = [];
  for (const [position, answer] of answers.entries()) {
    const call = failing[position] as Call<N>;
    if (!answer.ok) throw new StepFailed(answer.failure);
    const { resolution } = answer.value;
    if (resolution === 'stopped')
      throw new StepFailed({ kind: 'stopped', message: 'The project was stopped.' });
    if (resolution === 'accept' && accepted) call.outcome = { ok: true, value: accepted.value };
    else again.push(Object.assign(call, { tries: 0, rounds: 0, isStuck: false }));
  }
  return again;
}

/**
 * Runs an activity for several inputs side by side, under the error policy: what passes is tried again after the policy's
 * delays, findings are fixed in rounds, then a person is asked; the others keep their result meanwhile. Throws `StepFailed`
 * when the project was stopped, or with a failure that the caller handles itself.
 */
export function* callAll<N extends ActivityName>(
  step: Step,
  name: N,
  inputs: readonly Facts<N>[],
  handling: Handling<N> = {},
): Steps<Value<N>[]> {
  const { context } = step;
  const calls: Call<N>[] = inputs.map((_, index) => ({
    index,
    tries: 0,
    rounds: 0,
    isStuck: false,
    asked: 0,
  }));
  let open: Call<N>[] = calls;
  for (let attempt = 1; open.length > 0; attempt += 1) {
    const tasks = open.map(({ index }) =>
      context.df.callActivity(name, { ...inputs[index], ...identityOf(step, attempt) }),
    );
    const outcomes = (yield context.df.Task.all(tasks)) as Outcome<Value<N>>[];
    for (const [position, call] of open.entries()) {
      call.tries += 1;
      call.outcome = outcomes[position] as Outcome<Value<N>>;
    }
    const failing = calls.filter(isFailing);
    raiseFinal(failing, handling.raise ?? []);
    open = yield* retry(step, name, failing, attempt);
    if (open.length === 0) open = yield* fixAll(step, name, failing, handling.fix, attempt);
    if (open.length === 0 && failing.length > 0) {
      const accepted = 'accepted' in handling ? { value: handling.accepted as Value<N> } : undefined;
      open = yield* askAll(step, name, failing, inputs, accepted);
    }
  }
  return calls.map(({ outcome }) => (outcome as { value: Value<N> }).value);
}

/** Runs one activity under the error policy. */
export function* call<N extends ActivityName>(
  step: Step,
  name: N,
  input: Facts<N>,
  handling: Handling<N> = {},
): Steps<Value<N>> {
  const [value] = yield* callAll(step, name, [input], handling);
  return value as Value<N>;
}

import { errorPolicy } from '../../factory/domain/error-policy.ts';
import type { Failure, Outcome } from '../../factory/domain/failure.ts';
import type { Steps } from './durable.ts';
import { StepFailed, type ActivityName, type Step, type Value } from './step.ts';

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
export type Call<N extends ActivityName> = {
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

export type Failing<N extends ActivityName> = Call<N> & { outcome: { ok: false; failure: Failure } };

export const isFailing = <N extends ActivityName>(one: Call<N>): one is Failing<N> =>
  one.outcome?.ok === false;

/** Raises what nobody can handle here, the gravest first. */
export const raiseFinal = <N extends ActivityName>(
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

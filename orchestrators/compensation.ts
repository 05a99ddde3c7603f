import type { Records } from '../activities/create-activities.ts';
import { retryDelayMs } from '../factory/domain/error-policy.ts';
import type { Outcome } from '../factory/domain/failure.ts';
import type { FailedUndo, UndoSelection } from '../factory/domain/undo.ts';
import type { OrchestrationContext, Steps } from './lib/durable.ts';
import { identityOf, type Facts, type Step, type Value } from './lib/step.ts';

/** The selection: the stage that is taken back with those after it, or all; less, where a service or kinds are named. */
export type CompensationInput = UndoSelection & {
  projectId: string;
  correlationId: string;
  run?: number | undefined;
  /** Counts from 1 how often the same is taken back; tells the records apart. */
  round?: number;
  /** Why, for the records. */
  reason: string;
};

/** More than the error policy has. */
const TRIES_PER_ROUND = 10;

export type CompensationResult = { undone: number; failed: FailedUndo[] };

/**
 * Calls an activity, and again after each of the delays that the error policy has for what passes. Nobody is asked and no stop
 * is heeded: what is taken back is so because somebody decided it.
 */
function* tried<N extends 'listUndo' | 'undoEffect'>(
  step: Step,
  name: N & keyof Records,
  facts: Facts<N>,
): Steps<Outcome<Value<N>>> {
  const { context } = step;
  for (let attempt = 1; ; attempt += 1) {
    const input = { ...facts, ...identityOf(step, attempt) };
    const outcome = (yield context.df.callActivity(name, input)) as Outcome<Value<N>>;
    if (outcome.ok || outcome.failure.kind !== 'transient') return outcome;
    const delayMs = retryDelayMs('transient', attempt, outcome.failure.retryAfterMs);
    if (delayMs === undefined) return outcome;
    if (delayMs > 0)
      yield context.df.createTimer(new Date(context.df.currentUtcDateTime.getTime() + delayMs));
  }
}

/**
 * Takes back what the ledger says, the last effect first, one by one. One that fails does not stop the others: it stays in the
 * ledger as failed and is answered.
 */
export function* compensation(context: OrchestrationContext): Steps<CompensationResult> {
  const input = context.df.getInput() as CompensationInput;
  const { projectId, correlationId, run, round = 1, reason, ...selection } = input;
  const step: Step = { context, projectId, correlationId, run, triesBefore: (round - 1) * TRIES_PER_ROUND };
  const listed = yield* tried(step, 'listUndo', selection);
  if (!listed.ok)
    return { undone: 0, failed: [{ kind: 'ledger', marker: '', reason: listed.failure.message }] };
  const failed: FailedUndo[] = [];
  for (const { seq, kind, marker } of listed.value) {
    const outcome = yield* tried(step, 'undoEffect', { seq, reason });
    if (!outcome.ok) failed.push({ kind, marker, reason: outcome.failure.message });
  }
  return { undone: listed.value.length - failed.length, failed };
}

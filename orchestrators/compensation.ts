import type { FailedUndo, UndoSelection } from '../factory/domain/undo.ts';
import { call, type Step } from './lib/call-activity.ts';
import type { OrchestrationContext, Steps } from './lib/durable.ts';
import { asOutcome } from './lib/fan-out.ts';

/** The selection: the stage that is taken back with those after it, or all; less, where a service or kinds are named. */
export type CompensationInput = UndoSelection & {
  projectId: string;
  correlationId: string;
  /** Why, for the records. */
  reason: string;
};

export type CompensationResult = { undone: number; failed: FailedUndo[] };

function* undoAll(step: Step, selection: UndoSelection, reason: string): Steps<CompensationResult> {
  const listed = yield* asOutcome(call(step, 'listUndo', selection));
  if (!listed.ok)
    return { undone: 0, failed: [{ kind: 'ledger', marker: '', reason: listed.failure.message }] };
  const failed: FailedUndo[] = [];
  for (const { seq, kind, marker } of listed.value) {
    const outcome = yield* asOutcome(call(step, 'undoEffect', { seq, reason }));
    if (!outcome.ok) failed.push({ kind, marker, reason: outcome.failure.message });
  }
  return { undone: listed.value.length - failed.length, failed };
}

/**
 * Takes back what the ledger says, the last effect first, one by one, each under the error policy's retries. One that fails
 * does not stop the others: it stays in the ledger as failed and is answered.
 */
export function* compensation(context: OrchestrationContext) {
  const input = context.df.getInput() as CompensationInput;
  const { projectId, correlationId, reason, ...selection } = input;
  return yield* undoAll({ context, projectId, correlationId }, selection, reason);
}

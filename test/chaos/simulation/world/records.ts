import { createApplyDecision } from '../../../../activities/apply-decision.ts';
import { guard } from '../../../../activities/lib/guard.ts';
import { createListUndo } from '../../../../activities/list-undo.ts';
import { createNoteReview } from '../../../../activities/note-review.ts';
import { createOpenReview } from '../../../../activities/open-review.ts';
import { createReadReview } from '../../../../activities/read-review.ts';
import { createReadStop } from '../../../../activities/read-stop.ts';
import { createRecordTransition } from '../../../../activities/record-transition.ts';
import { createSettleBudget } from '../../../../activities/settle-budget.ts';
import { createUndoEffect } from '../../../../activities/undo-effect.ts';
import { createWithdrawReviews } from '../../../../activities/withdraw-reviews.ts';
import type { Outcome } from '../../../../factory/domain/failure.ts';
import type { Ports } from '../../../../platform/ports.ts';
import type { Phase } from './faults.ts';

export type Activity = (input: never) => Promise<Outcome<unknown>>;

/** The activities that keep the books, as they are in the app. */
const creators: Readonly<Record<string, (ports: Ports) => Activity>> = {
  recordTransition: createRecordTransition,
  openReview: createOpenReview,
  readReview: createReadReview,
  noteReview: createNoteReview,
  applyDecision: createApplyDecision,
  withdrawReviews: createWithdrawReviews,
  settleBudget: createSettleBudget,
  readStop: createReadStop,
  listUndo: createListUndo,
  undoEffect: createUndoEffect,
};

/** An activity that keeps the books; `undefined` for one that does the work. */
export const recordActivity = (
  name: string,
  ports: Ports,
  passes: (phase: Phase) => void,
): Activity | undefined => {
  const create = creators[name];
  if (!create) return undefined;
  const activity = create(ports);
  return guard(async (input: never) => {
    passes('before');
    const outcome = await activity(input);
    passes('after');
    return outcome;
  });
};

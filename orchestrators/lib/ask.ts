import type { Resolution } from '../../activities/apply-decision.ts';
import type { ReviewRequest } from '../../activities/open-review.ts';
import type { Outcome } from '../../factory/domain/failure.ts';
import { shortHash } from '../../factory/domain/review-hash.ts';
import { ofRun } from '../../factory/domain/run-name.ts';
import type { Task } from './durable.ts';
import type { Step } from './step.ts';

/** What a review answers: how the step that asked goes on. */
export type Answered = Outcome<{ resolution: Resolution }>;

export type ReviewInput = {
  projectId: string;
  correlationId: string;
  run?: number | undefined;
  request: ReviewRequest;
};

/** Asks a person, as a sub-orchestration: only what asks waits for it. */
export const ask = (
  { context, projectId, correlationId, run }: Step,
  facts: ReviewRequest extends infer R ? (R extends unknown ? Omit<R, 'key'> : never) : never,
  nth: number | string,
): Task => {
  const { stage, step, service } = facts;
  const key = [context.df.instanceId, stage, step, service, nth, ofRun(run)].filter(Boolean).join(':');
  const input: ReviewInput = {
    projectId,
    correlationId,
    ...(run === undefined ? {} : { run }),
    request: { ...facts, key } as ReviewRequest,
  };
  return context.df.callSubOrchestrator('review', input, `${projectId}:review:${shortHash(key)}`);
};

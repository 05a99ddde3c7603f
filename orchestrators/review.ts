import type { Resolution } from '../activities/apply-decision.ts';
import { reviewSchedule } from '../factory/domain/review-schedule.ts';
import type { ReviewInput } from './lib/ask.ts';
import type { OrchestrationContext, Steps } from './lib/durable.ts';
import { asOutcome } from './lib/fan-out.ts';
import { record } from './lib/record.ts';
import type { Step } from './lib/step.ts';

/** Waits for one period: until the review is decided, the project is stopped, or it is time for what comes next. */
function* settled(step: Step, reviewId: string, period: number, until: Date): Steps<Resolution | undefined> {
  const { context } = step;
  const event = `wake:${reviewId}:${period}`;
  const read = (): Steps<Resolution | undefined> => resolve(step, reviewId, event);
  const before = yield* read();
  if (before) return before;
  const timer = context.df.createTimer(until);
  yield context.df.Task.any([context.df.waitForExternalEvent(event), timer]);
  if (!timer.isCompleted) timer.cancel();
  return yield* read();
}

function* resolve(step: Step, reviewId: string, event: string): Steps<Resolution | undefined> {
  const instanceId = step.context.df.instanceId;
  const { state } = yield* record(step, 'readReview', { reviewId, instanceId, event });
  if (state === 'stopped') return 'stopped';
  if (state === 'open') return undefined;
  return (yield* record(step, 'applyDecision', { reviewId })).resolution;
}

function* decided(step: Step, { request }: ReviewInput): Steps<{ resolution: Resolution }> {
  const { reviewId, openedAt } = yield* record(step, 'openReview', { request });
  const opened = Date.parse(openedAt);
  for (const [index, { after, event }] of reviewSchedule.entries()) {
    const until = new Date(opened + after);
    // A wake that was not for this review leaves the period open.
    for (let wakes = 0; step.context.df.currentUtcDateTime.getTime() < until.getTime(); wakes += 1) {
      const resolution = yield* settled(step, reviewId, index * 1_000 + wakes, until);
      if (resolution) return { resolution };
    }
    yield* record({ ...step, triesBefore: index }, 'noteReview', { reviewId, event });
  }
  const last = yield* resolve(step, reviewId, `wake:${reviewId}:end`);
  return { resolution: last ?? 'stopped' };
}

/** Asks a person and waits: with reminders, escalation, and an end. Answers how the step that asked goes on. */
export function* review(context: OrchestrationContext) {
  const input = context.df.getInput() as ReviewInput;
  const { projectId, correlationId, run } = input;
  return yield* asOutcome(decided({ context, projectId, correlationId, run }, input));
}

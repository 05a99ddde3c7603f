import { call } from './lib/call-activity.ts';
import type { OrchestrationContext, Steps } from './lib/durable.ts';
import { asOutcome, type ServiceStepInput } from './lib/fan-out.ts';
import { fixing } from './lib/fixing.ts';
import type { Step } from './lib/step.ts';

function* assure(step: Step, service: string): Steps<null> {
  yield* call(step, 'writeAcceptanceSuite', { service });
  yield* call(step, 'writeTrace', { service });
  yield* call(step, 'verifyService', { service }, { accepted: null, fix: fixing({ service }) });
  return null;
}

/**
 * Quality of one service: an acceptance suite of its own, the trace, and the verdict of the real tools. What they find goes
 * back to engineering, round by round.
 */
export function* quality(context: OrchestrationContext) {
  const { projectId, correlationId, run, service } = context.df.getInput() as ServiceStepInput;
  return yield* asOutcome(assure({ context, projectId, correlationId, run, stage: 'quality' }, service));
}

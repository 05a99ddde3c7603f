import { call, type Step } from './lib/call-activity.ts';
import type { OrchestrationContext, Steps } from './lib/durable.ts';
import { asOutcome, type ServiceStepInput } from './lib/fan-out.ts';

function* assure(step: Step, service: string): Steps<null> {
  yield* call(step, 'writeAcceptanceSuite', { service });
  yield* call(step, 'writeTrace', { service });
  yield* call(step, 'verifyService', { service });
  return null;
}

/** Quality of one service: an acceptance suite of its own, the trace, and the verdict of the real tools. */
export function* quality(context: OrchestrationContext) {
  const { projectId, correlationId, service } = context.df.getInput() as ServiceStepInput;
  return yield* asOutcome(assure({ context, projectId, correlationId, stage: 'quality' }, service));
}

import { call } from './lib/call-activity.ts';
import type { OrchestrationContext, Steps } from './lib/durable.ts';
import { asOutcome, type ServiceStepInput } from './lib/fan-out.ts';
import { fixing } from './lib/fixing.ts';
import type { Step } from './lib/step.ts';

function* deliver(step: Step, service: string): Steps<null> {
  yield* call(step, 'planDelivery', { service });
  yield* call(step, 'generateDelivery', { service });
  yield* call(step, 'verifyDelivery', { service }, { accepted: null, fix: fixing({ service }) });
  return null;
}

/** Delivery of one service: what builds, deploys and watches it, planned, written and verified. */
export function* delivery(context: OrchestrationContext) {
  const { projectId, correlationId, run, service } = context.df.getInput() as ServiceStepInput;
  return yield* asOutcome(deliver({ context, projectId, correlationId, run, stage: 'devops' }, service));
}

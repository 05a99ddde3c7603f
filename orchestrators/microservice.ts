import { LAYERS } from '../factory/domain/layer.ts';
import { call, callAll } from './lib/call-activity.ts';
import type { OrchestrationContext, Steps } from './lib/durable.ts';
import { asOutcome, type ServiceStepInput } from './lib/fan-out.ts';
import type { Step } from './lib/step.ts';

function* engineer(step: Step, service: string): Steps<null> {
  yield* call(step, 'planEngineering', { service });
  yield* callAll(
    step,
    'generateLayer',
    LAYERS.map((layer) => ({ service, layer })),
  );
  yield* call(step, 'assembleService', { service });
  return null;
}

/** Engineering of one service: its layers side by side, then what holds them together. */
export function* microservice(context: OrchestrationContext) {
  const { projectId, correlationId, run, service } = context.df.getInput() as ServiceStepInput;
  return yield* asOutcome(
    engineer({ context, projectId, correlationId, run, stage: 'engineering' }, service),
  );
}

import { call, type Step } from './lib/call-activity.ts';
import type { OrchestrationContext, Steps } from './lib/durable.ts';
import { asOutcome, type ServiceStepInput } from './lib/fan-out.ts';

/** A commit of a service's repository. */
export type Revision = { service: string; repository: string; commit: string };

function* deploy(step: Step, { service, repository, commit }: Revision): Steps<null> {
  yield* call(step, 'runPipeline', { service, repository, commit });
  const { endpoint } = yield* call(step, 'deployService', { service, repository, commit });
  yield* call(step, 'smokeTest', { service, endpoint });
  return null;
}

/** Deployment of one committed revision: its own pipeline, then start, probe and smoke test. */
export function* deployment(context: OrchestrationContext) {
  const { projectId, correlationId, ...revision } = context.df.getInput() as ServiceStepInput<Revision>;
  return yield* asOutcome(deploy({ context, projectId, correlationId, stage: 'deployment' }, revision));
}

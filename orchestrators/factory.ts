import type { Stage } from '../factory/domain/stage.ts';
import type { Revision } from './deployment.ts';
import { call, callAll, StepFailed, type Step } from './lib/call-activity.ts';
import type { OrchestrationContext, Steps } from './lib/durable.ts';
import { forEachService } from './lib/fan-out.ts';
import { runStage } from './lib/run-stage.ts';
import { transition } from './lib/transition.ts';

export type FactoryInput = { projectId: string; correlationId: string };

type Items = readonly { service: string }[];

/** Services that share a platform repository and processes, or a single one. */
type Design = { items: Items; isSolution: boolean };

function* architecture(step: Step): Steps<Design> {
  const { services, isSolution } = yield* call(step, 'designArchitecture', {});
  const items = services.map((service) => ({ service }));
  yield* callAll(step, 'writeContracts', items);
  return { items, isSolution };
}

function* engineer(step: Step, items: Items): Steps<void> {
  yield* call(step, 'verifyExtensions', {});
  yield* forEachService(step, 'microservice', items);
}

function* assure(step: Step, { items, isSolution }: Design): Steps<void> {
  yield* forEachService(step, 'quality', items);
  if (isSolution) yield* call(step, 'verifySolution', {});
}

function* devops(step: Step, { items, isSolution }: Design): Steps<void> {
  if (isSolution) yield* call(step, 'generatePlatform', {});
  yield* callAll(step, 'planDelivery', items);
  yield* callAll(step, 'generateDelivery', items);
  yield* callAll(step, 'verifyDelivery', items);
  if (isSolution) yield* call(step, 'verifyPlatform', {});
}

function* finalization(step: Step, { items, isSolution }: Design): Steps<Revision[]> {
  yield* callAll(step, 'writeProjectDocuments', items);
  yield* call(step, 'createWorkItems', {});
  const commits = yield* callAll(step, 'commitService', items);
  yield* call(step, 'commitExtensions', {});
  if (isSolution) yield* call(step, 'commitPlatform', {});
  yield* call(step, 'writeSummary', { stage: 'finalization' });
  return items.flatMap(({ service }, index) => {
    const commit = commits[index];
    return commit ? [{ service, ...commit }] : [];
  });
}

function* deploy(step: Step, revisions: readonly Revision[], { isSolution }: Design): Steps<void> {
  yield* forEachService(step, 'deployment', revisions);
  if (isSolution) yield* call(step, 'followProcesses', {});
  yield* call(step, 'closeWorkItems', {});
  yield* call(step, 'writeSummary', { stage: 'deployment' });
  yield* call(step, 'rememberProject', {});
}

function* stages(project: Omit<Step, 'stage'>, entered: (stage: Stage) => void): Steps<void> {
  const stage = <T>(name: Stage, services: Items, work: (step: Step) => Steps<T>) => {
    entered(name);
    return runStage(project, name, work, services);
  };
  yield* stage('vision', [], (step) => call(step, 'planProduct', {}));
  const design = yield* stage('architecture', [], architecture);
  const services = design.items;
  yield* stage('engineering', services, (step) => engineer(step, services));
  yield* stage('quality', services, (step) => assure(step, design));
  yield* stage('devops', services, (step) => devops(step, design));
  const revisions = yield* stage('finalization', services, (step) => finalization(step, design));
  yield* stage('deployment', services, (step) => deploy(step, revisions, design));
}

/** A project, from its definition to running services. Ends the project as completed or, with the reason, as failed. */
export function* factory(context: OrchestrationContext) {
  const { projectId, correlationId } = context.df.getInput() as FactoryInput;
  const project = { context, projectId, correlationId };
  let current: Stage | undefined;
  try {
    yield* transition(project, { type: 'project.started', message: 'The project started' });
    yield* stages(project, (stage) => {
      current = stage;
      context.df.setCustomStatus({ stage });
    });
    yield* transition(project, { type: 'project.completed', message: 'The project completed' });
    return { status: 'completed' };
  } catch (error) {
    if (!(error instanceof StepFailed)) throw error;
    const { failure } = error;
    const where = current ? { stage: current } : {};
    yield* transition(project, { type: 'project.failed', failure, ...where, message: failure.message });
    return { status: 'failed', kind: failure.kind };
  }
}

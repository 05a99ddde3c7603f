import type { Stage } from '../factory/domain/stage.ts';
import type { Revision } from './deployment.ts';
import { call, callAll, StepFailed, type Step } from './lib/call-activity.ts';
import type { OrchestrationContext, Steps } from './lib/durable.ts';
import { forEachService } from './lib/fan-out.ts';
import { runStage } from './lib/run-stage.ts';
import { transition } from './lib/transition.ts';

export type FactoryInput = { projectId: string; correlationId: string };

type Items = readonly { service: string }[];

function* architecture(step: Step): Steps<Items> {
  const { services } = yield* call(step, 'designArchitecture', {});
  const items = services.map((service) => ({ service }));
  yield* callAll(step, 'writeContracts', items);
  return items;
}

function* devops(step: Step, items: Items): Steps<void> {
  yield* callAll(step, 'planDelivery', items);
  yield* callAll(step, 'generateDelivery', items);
  yield* callAll(step, 'verifyDelivery', items);
}

function* finalization(step: Step, items: Items): Steps<Revision[]> {
  yield* callAll(step, 'writeProjectDocuments', items);
  yield* call(step, 'createWorkItems', {});
  const commits = yield* callAll(step, 'commitService', items);
  yield* call(step, 'writeSummary', { stage: 'finalization' });
  return items.flatMap(({ service }, index) => {
    const commit = commits[index];
    return commit ? [{ service, ...commit }] : [];
  });
}

function* deploy(step: Step, revisions: readonly Revision[]): Steps<void> {
  yield* forEachService(step, 'deployment', revisions);
  yield* call(step, 'closeWorkItems', {});
  yield* call(step, 'writeSummary', { stage: 'deployment' });
}

function* stages(project: Omit<Step, 'stage'>, entered: (stage: Stage) => void): Steps<void> {
  const stage = <T>(name: Stage, services: Items, work: (step: Step) => Steps<T>) => {
    entered(name);
    return runStage(project, name, work, services);
  };
  yield* stage('vision', [], (step) => call(step, 'planProduct', {}));
  const services = yield* stage('architecture', [], architecture);
  yield* stage('engineering', services, (step) => forEachService(step, 'microservice', services));
  yield* stage('quality', services, (step) => forEachService(step, 'quality', services));
  yield* stage('devops', services, (step) => devops(step, services));
  const revisions = yield* stage('finalization', services, (step) => finalization(step, services));
  yield* stage('deployment', services, (step) => deploy(step, revisions));
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

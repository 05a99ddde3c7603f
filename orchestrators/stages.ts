import { STAGES, type Stage } from '../factory/domain/stage.ts';
import type { Revision } from './deployment.ts';
import { approved } from './lib/approved.ts';
import { call, callAll } from './lib/call-activity.ts';
import type { Steps } from './lib/durable.ts';
import { forEachService } from './lib/fan-out.ts';
import { fixing } from './lib/fixing.ts';
import { runStage } from './lib/run-stage.ts';
import type { Step } from './lib/step.ts';

type Items = readonly { service: string }[];

/** Services that share a platform repository and processes, or a single one. */
type Design = { items: Items; isSolution: boolean };

const designOf = ({ services, isSolution }: { services: string[]; isSolution: boolean }): Design => ({
  items: services.map((service) => ({ service })),
  isSolution,
});

function* architecture(step: Step): Steps<Design> {
  const designed = yield* call(step, 'designArchitecture', {});
  for (const unit of designed.units ?? []) yield* call(step, 'writeCustomUnit', unit);
  const design = designOf(designed);
  yield* callAll(step, 'writeContracts', design.items);
  return design;
}

function* engineer(step: Step, items: Items): Steps<void> {
  yield* call(step, 'verifyExtensions', {}, { accepted: null as never });
  yield* forEachService(step, 'microservice', items);
}

function* assure(step: Step, { items, isSolution }: Design): Steps<void> {
  yield* forEachService(step, 'quality', items);
  if (isSolution) yield* call(step, 'verifySolution', {}, { accepted: null as never });
}

function* devops(step: Step, { items, isSolution }: Design): Steps<void> {
  if (isSolution) yield* call(step, 'generatePlatform', {});
  yield* forEachService(step, 'delivery', items);
  if (isSolution)
    yield* call(step, 'verifyPlatform', {}, { accepted: null as never, fix: fixing({ shared: 'platform' }) });
}

function* finalization(step: Step, { items, isSolution }: Design): Steps<void> {
  yield* callAll(step, 'writeProjectDocuments', items);
  yield* call(step, 'createWorkItems', {});
  yield* callAll(step, 'commitService', items);
  yield* call(step, 'commitExtensions', {});
  if (isSolution) yield* call(step, 'commitPlatform', {});
  yield* call(step, 'writeSummary', { stage: 'finalization' });
}

function* deploy(step: Step, { items, isSolution }: Design): Steps<void> {
  const revisions: Revision[] = yield* callAll(step, 'readRevision', items);
  yield* forEachService(step, 'deployment', revisions);
  if (isSolution) yield* call(step, 'followProcesses', {}, { accepted: null });
  yield* call(step, 'closeWorkItems', {});
  yield* call(step, 'writeSummary', { stage: 'deployment' });
  yield* call(step, 'rememberProject', {});
}

/** The stages of a project from one of them on, in their order; `entered` is told of each. */
export function* runStages(
  project: Omit<Step, 'stage'>,
  from: Stage,
  entered: (stage: Stage) => void,
): Steps<void> {
  function* stage<T>(name: Stage, services: Items, work: (step: Step) => Steps<T>): Steps<T | undefined> {
    if (STAGES.indexOf(name) < STAGES.indexOf(from)) return undefined;
    entered(name);
    const result = yield* runStage(project, name, work, services);
    yield* approved(project, name);
    return result;
  }
  if (from === 'vision') yield* call(project, 'preflight', {});
  yield* stage('vision', [], (step) => call(step, 'planProduct', {}));
  const designed = yield* stage('architecture', [], architecture);
  const design = designed ?? designOf(yield* call(project, 'readDesign', {}));
  const services = design.items;
  yield* stage('engineering', services, (step) => engineer(step, services));
  yield* stage('quality', services, (step) => assure(step, design));
  yield* stage('devops', services, (step) => devops(step, design));
  yield* stage('finalization', services, (step) => finalization(step, design));
  yield* stage('deployment', services, (step) => deploy(step, design));
}

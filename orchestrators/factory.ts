import { STAGES, stageTitles, type Stage } from '../factory/domain/stage.ts';
import type { UndoKind } from '../factory/domain/undo.ts';
import { ask, type Answered } from './lib/ask.ts';
import type { OrchestrationContext, Steps } from './lib/durable.ts';
import { record } from './lib/record.ts';
import { rollBack } from './lib/roll-back.ts';
import { StepFailed, type Step } from './lib/step.ts';
import { transition } from './lib/transition.ts';
import { runStages } from './stages.ts';

export type FactoryInput = {
  projectId: string;
  correlationId: string;
  /** The run, from 1, and the stage that it begins with; the first stage where absent. */
  run?: number;
  from?: Stage;
};

type Project = Omit<Step, 'stage'>;

/**
 * What stays when a project starts again from a stage: what runs serves until the next revision does. Not so where the stage
 * may design other services.
 */
const kept = (from: Stage): readonly UndoKind[] =>
  STAGES.indexOf(from) > STAGES.indexOf('architecture') ? ['deployment'] : [];

/** How a run ended: well, or with what failed and where. */
type Ended = { failure: StepFailed['failure']; stage: Stage } | undefined;

function* attempted(project: Project, from: Stage): Steps<Ended> {
  let stage = from;
  try {
    yield* runStages(project, from, (entered) => {
      stage = entered;
      project.context.df.setCustomStatus({ stage });
    });
    return undefined;
  } catch (error) {
    if (!(error instanceof StepFailed)) throw error;
    return { failure: error.failure, stage };
  }
}

/** Puts a critical failure to a person, after its stage was taken back. The decision is in the project's stop mark. */
function* decideCritical(project: Project, { failure, stage }: NonNullable<Ended>): Steps<void> {
  yield* rollBack(project, stage, failure.message);
  const request = { kind: 'failure', step: 'factory', stage, tries: 1, failure, mayAccept: true } as const;
  const answer = (yield ask({ ...project, stage }, request, 1)) as Answered;
  if (!answer.ok) throw new StepFailed(answer.failure);
}

type Next = { restart: Stage } | { end: 'cancelled' | 'aborted' };

/** What the project's stop mark says of how it goes on. */
function* next(project: Project, ended: NonNullable<Ended>): Steps<Next> {
  const { stop } = yield* record(project, 'readStop', {});
  if (!stop || stop.reason === 'critical') return { end: 'aborted' };
  if (stop.reason === 'restarted') return { restart: stop.from ?? ended.stage };
  return { end: stop.reason };
}

function* end(project: Project, status: 'cancelled' | 'aborted'): Steps<{ status: string }> {
  const { stop } = yield* record(project, 'readStop', {});
  const why = stop?.why ?? 'it was stopped';
  yield* rollBack(project, 'all', why);
  yield* record(project, 'withdrawReviews', {});
  yield* transition(project, {
    type: `project.${status}`,
    message: `The project was ${status}: ${why}`.slice(0, 2_000),
  });
  return { status };
}

/** Goes through the stages; what ends a run is put to the person, or to the mark, that says how it goes on. */
function* conclude(project: Project, from: Stage): Steps<{ status: string } | { restart: Stage }> {
  const ended = yield* attempted(project, from);
  if (!ended) {
    yield* transition(project, { type: 'project.completed', message: 'The project completed' });
    return { status: 'completed' };
  }
  if (ended.failure.kind !== 'stopped') {
    const { stop } = yield* record(project, 'readStop', {});
    if (stop?.reason !== 'critical') return yield* fail(project, ended);
    yield* decideCritical(project, ended);
  }
  const decided = yield* next(project, ended);
  return 'restart' in decided ? decided : yield* end(project, decided.end);
}

/** What nobody can decide on: the factory itself cannot go on. */
function* fail(project: Project, { failure, stage }: NonNullable<Ended>): Steps<{ status: string }> {
  yield* rollBack(project, stage, failure.message);
  yield* transition(project, { type: 'project.failed', failure, stage, message: failure.message });
  return { status: 'failed' };
}

/** A project, from its definition to running services. Every end of it is one transition. */
export function* factory(context: OrchestrationContext) {
  const { projectId, correlationId, ...input } = context.df.getInput() as FactoryInput;
  let { run = 1, from = 'vision' } = input;
  const first = { context, projectId, correlationId, run };
  if (run > 1) yield* rollBack(first, from, 'it starts again', kept(from));
  else yield* transition(first, { type: 'project.started', message: 'The project started' });
  for (;;) {
    const outcome = yield* conclude({ context, projectId, correlationId, run }, from);
    if ('status' in outcome) return outcome;
    from = outcome.restart;
    run += 1;
    const project = { context, projectId, correlationId, run };
    yield* rollBack(project, from, 'the stage starts again', kept(from));
    yield* record(project, 'withdrawReviews', {});
    const message = `The project goes on from ${stageTitles[from]}`;
    yield* transition(project, { type: 'project.restarted', stage: from, message });
  }
}

import type { StopMark } from '../activities/read-stop.ts';
import type { Failure } from '../factory/domain/failure.ts';
import { STAGES, stageTitles, type Stage } from '../factory/domain/stage.ts';
import type { UndoKind } from '../factory/domain/undo.ts';
import { ask, type Answered } from './lib/ask.ts';
import type { OrchestrationContext, Steps } from './lib/durable.ts';
import { record } from './lib/record.ts';
import { rollBack, type Undoable } from './lib/roll-back.ts';
import { StepFailed } from './lib/step.ts';
import { transition } from './lib/transition.ts';
import { runStages } from './stages.ts';

export type FactoryInput = {
  projectId: string;
  correlationId: string;
  /** The run, from 1, and the stage that it begins with; the first stage where absent. */
  run?: number;
  from?: Stage;
};

type Project = Undoable;

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

/** What a stop mark says of how the project goes on. A critical one that nobody decided ends it. */
const nextOf = (stop: StopMark | null, { stage }: NonNullable<Ended>): Next => {
  if (!stop || stop.reason === 'critical') return { end: 'aborted' };
  return stop.reason === 'restarted' ? { restart: stop.from ?? stage } : { end: stop.reason };
};

/** The failure that a critical mark is of, though what ended the run may have been that mark only: its report got lost. */
const criticalOf = ({ why, criticalReason }: StopMark, { failure }: NonNullable<Ended>): Failure =>
  failure.kind === 'critical'
    ? failure
    : { kind: 'critical', message: why, ...(criticalReason ? { criticalReason } : {}) };

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
  const { stop } = yield* record(project, 'readStop', {});
  if (!stop && ended.failure.kind !== 'stopped') return yield* fail(project, ended);
  if (stop?.reason !== 'critical') return yield* goOn(project, nextOf(stop, ended));
  yield* decideCritical(project, { ...ended, failure: criticalOf(stop, ended) });
  const decided = yield* record(project, 'readStop', {});
  return yield* goOn(project, nextOf(decided.stop, ended));
}

function* goOn(project: Project, next: Next): Steps<{ status: string } | { restart: Stage }> {
  return 'restart' in next ? next : yield* end(project, next.end);
}

/** What nobody can decide on: the factory itself cannot go on. */
function* fail(project: Project, { failure, stage }: NonNullable<Ended>): Steps<{ status: string }> {
  yield* rollBack(project, stage, failure.message);
  yield* record(project, 'withdrawReviews', {});
  return yield* fall(project, failure, stage);
}

/** The last thing that is tried: where not even this can be written, the orchestration itself fails. */
function* fall(project: Project, failure: Failure, stage?: Stage): Steps<{ status: string }> {
  const message = failure.message;
  yield* transition(project, { type: 'project.failed', failure, ...(stage ? { stage } : {}), message });
  return { status: 'failed' };
}

/** Takes a project back to the start of a stage; answers it as the next run. */
function* restarted(project: Project, from: Stage): Steps<Project> {
  const next = { ...project, run: (project.run ?? 1) + 1 };
  yield* rollBack(next, from, 'the stage starts again', kept(from));
  yield* record(next, 'withdrawReviews', {});
  const message = `The project goes on from ${stageTitles[from]}`;
  yield* transition(next, { type: 'project.restarted', stage: from, message });
  return next;
}

/** A project, from its definition to running services. Every end of it is one transition. */
export function* factory(context: OrchestrationContext) {
  const { projectId, correlationId, ...input } = context.df.getInput() as FactoryInput;
  let { from = 'vision' } = input;
  const takenBack = new Map<string, number>();
  let project: Project = { context, projectId, correlationId, run: input.run ?? 1, takenBack };
  try {
    if (project.run !== 1) yield* rollBack(project, from, 'it starts again', kept(from));
    else yield* transition(project, { type: 'project.started', message: 'The project started' });
    for (;;) {
      const outcome = yield* conclude(project, from);
      if ('status' in outcome) return outcome;
      from = outcome.restart;
      project = yield* restarted(project, from);
    }
  } catch (error) {
    if (!(error instanceof StepFailed)) throw error;
    return yield* fall(project, error.failure);
  }
}

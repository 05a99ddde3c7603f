import { retryDelayMs } from '../factory/domain/error-policy.ts';
import type { Failure } from '../factory/domain/failure.ts';
import { TRIES_PER_ROUND } from '../factory/domain/fix-round.ts';
import { ask, type Answered } from './lib/ask.ts';
import { call } from './lib/call-activity.ts';
import type { OrchestrationContext, Steps } from './lib/durable.ts';
import { asOutcome, type ServiceStepInput } from './lib/fan-out.ts';
import { fixRound } from './lib/fixing.ts';
import { pause } from './lib/pause.ts';
import { StepFailed, type Step } from './lib/step.ts';
import { transition } from './lib/transition.ts';

/** A commit of a service's repository. */
export type Revision = { service: string; repository: string; commit: string };

function* release(step: Step, { service, repository, commit }: Revision): Steps<void> {
  const handling = { raise: ['pipeline'] } as const;
  yield* call(step, 'runPipeline', { service, repository, commit }, handling);
  const { endpoint } = yield* call(step, 'deployService', { service, repository, commit }, handling);
  yield* call(step, 'smokeTest', { service, endpoint }, handling);
}

/** The failure of a pipeline or of what it deployed; `undefined` when it succeeded. Other failures are raised. */
function* attempted(step: Step, revision: Revision): Steps<Failure | undefined> {
  try {
    yield* release(step, revision);
    return undefined;
  } catch (error) {
    if (error instanceof StepFailed && error.failure.kind === 'pipeline') return error.failure;
    throw error;
  }
}

/** The service as it is now, as a commit on top; the same commit when nothing changed. */
function* committed(
  step: Step,
  { service, repository }: Pick<Revision, 'service' | 'repository'>,
  round: number,
): Steps<Revision> {
  yield* call(step, 'writeProjectDocuments', { service });
  const { commit } = yield* call(step, 'commitService', { service, fix: round });
  return { service, repository, commit };
}

/** Waits for the policy's delay and lets the DevOps agent fix what the log names. `undefined`: nothing was left to change. */
function* fixed(
  step: Step,
  { service, repository }: Revision,
  round: number,
  delayMs: number,
): Steps<Revision | undefined> {
  yield* pause(step, `pipeline:${service}:${round}`, delayMs);
  const { changed, strategy } = yield* fixRound(step, { service }, 'deployment', round);
  if (changed === 0) return undefined;
  yield* transition(step, {
    type: 'quality.round',
    stage: 'deployment',
    service,
    round,
    activity: 'runPipeline',
    message: `The pipeline of ${service} runs again: ${changed} files changed by ${strategy}`,
  });
  return yield* committed(step, { service, repository }, round);
}

function* deploy(step: Step, first: Revision): Steps<null> {
  const { service } = first;
  let revision = first;
  let tries = 0;
  for (let round = 1; ; round += 1) {
    const trying = { ...step, triesBefore: (round - 1) * TRIES_PER_ROUND };
    const failure = yield* attempted(trying, revision);
    if (!failure) return null;
    yield* call(trying, 'restoreRevision', { service, commit: revision.commit });
    tries += 1;
    const delayMs = retryDelayMs('pipeline', tries);
    const next = delayMs === undefined ? undefined : yield* fixed(trying, revision, round, delayMs);
    if (next) {
      revision = next;
      continue;
    }
    const request = {
      kind: 'failure',
      step: 'runPipeline',
      stage: step.stage,
      service,
      tries,
      failure,
      mayAccept: true,
    } as const;
    const answer = (yield ask(step, request, `pipeline.${round}`)) as Answered;
    if (!answer.ok) throw new StepFailed(answer.failure);
    if (answer.value.resolution === 'accept') return null;
    if (answer.value.resolution === 'stopped')
      throw new StepFailed({ kind: 'stopped', message: 'The project was stopped.' });
    tries = 0;
    // What a person amended is part of the next revision.
    revision = yield* committed(trying, revision, round);
  }
}

/**
 * Deployment of one committed revision: its own pipeline, then start, probe and smoke test. While a fix is looked for, the
 * revision that ran before serves again.
 */
export function* deployment(context: OrchestrationContext) {
  const input = context.df.getInput() as ServiceStepInput<Revision>;
  const { projectId, correlationId, run, ...revision } = input;
  return yield* asOutcome(deploy({ context, projectId, correlationId, run, stage: 'deployment' }, revision));
}

import { isDeepStrictEqual } from 'node:util';

import type { Artifact } from '../../factory/domain/artifact.ts';
import type { Project } from '../../factory/domain/project.ts';
import type { Decision } from '../../factory/domain/decision.ts';
import { decide, type Person, type Review, type Verdict } from '../../factory/domain/review.ts';
import { decisionDeed, refusedDecisionDeed } from '../audit/deeds.ts';
import { recordDeed } from '../audit/record-deed.ts';
import type { FunctionDeps } from '../function-deps.ts';
import type { Answer } from '../http/answer.ts';
import { bodySecrets } from '../http/body-secrets.ts';
import type { FieldError } from '../http/field-errors.ts';
import { problem } from '../http/problem.ts';
import { amendmentErrors } from './check-amendment.ts';
import { answerErrors } from './check-answer.ts';
import { currentReview } from './current-review.ts';
import { findReview } from './find-review.ts';

const refusals = {
  conflict: 'review-conflict',
  forbidden: 'forbidden',
  refused: 'decision-refused',
} as const;

const answerOf = (verdict: Verdict): Answer =>
  verdict.outcome === 'decided'
    ? { headers: { etag: `"${verdict.review.sha256}"` }, jsonBody: verdict.review }
    : problem(refusals[verdict.outcome], verdict.reason);

/** Most problems that are told in one sentence. */
const TOLD = 5;

const summaryOf = (errors: readonly FieldError[]): string => {
  const told = errors.slice(0, TOLD).map(({ detail }) => detail);
  const more = errors.length - told.length;
  return `${told.join('; ')}${more > 0 ? `; and ${more} more` : ''}.`;
};

/** Whether this very decision was made before, so that its wake may be what got lost. */
const isRepeated = (review: Review, decision: Decision, by: Person): boolean =>
  review.decision?.by === by.name && isDeepStrictEqual(review.decision.decision, decision);

const contentErrors = async (
  { readDefinition }: FunctionDeps,
  decision: Decision,
  review: Review,
  artifacts: readonly Artifact[],
): Promise<FieldError[]> => {
  if (decision.kind === 'amend') {
    const { content: _, ...rest } = decision;
    return [...bodySecrets(rest), ...amendmentErrors(decision, review, artifacts)];
  }
  const secrets = bodySecrets(decision);
  return secrets.length === 0 && decision.kind === 'answer'
    ? answerErrors(decision.data, readDefinition)
    : secrets;
};

const submitterOf = (project: Project | undefined) =>
  project && { id: project.submitterId, name: project.submittedBy };

export type DecisionMade = {
  answer: Answer;
  /** The review with this decision; also where the same was decided before, which the answer calls a conflict. */
  review?: Review;
};

/** Decides a review, however it was asked for: written first, then what waits for it is woken. */
export const makeDecision = async (
  deps: FunctionDeps,
  asked: { reviewId: string | undefined; decision: Decision; shown: string; by: Person },
  wake: (projectId: string) => Promise<void>,
): Promise<DecisionMade> => {
  const { reviewId = '', decision, shown, by } = asked;
  const found = await findReview(deps.ports, { reviewId });
  if ('missing' in found) return { answer: found.missing };
  const { review, artifacts } = found;
  const project = (await deps.ports.projects.get(review.projectId))?.project;
  const submitter = deps.people.submitterMayAccept ? undefined : submitterOf(project);
  const given = { decision, shown, by, submitter, at: deps.ports.clock.now().toISOString() };

  let verdict = decide(review, given);
  let stored = review;
  if (verdict.outcome === 'decided') {
    const errors = await contentErrors(deps, decision, review, artifacts);
    if (errors.length > 0) return { answer: problem('decision-refused', summaryOf(errors), { errors }) };
    stored = await deps.ports.reviews.update(review.id, (latest) => {
      verdict = decide(currentReview(latest, artifacts), given);
      return verdict.outcome === 'decided' ? verdict.review : latest;
    });
  }
  const answer = answerOf(verdict);
  if (verdict.outcome === 'forbidden' && project)
    await recordDeed(deps.ports, project, refusedDecisionDeed(stored, decision, by, verdict.reason));
  if (verdict.outcome !== 'decided' && !isRepeated(stored, decision, by)) return { answer };
  await wake(review.projectId);
  if (project) await recordDeed(deps.ports, project, decisionDeed(stored, decision, by));
  return { answer, review: stored };
};

import { isDeepStrictEqual } from 'node:util';

import type { Artifact } from '../factory/domain/artifact.ts';
import type { Decision } from '../factory/domain/decision.ts';
import { decide, type Person, type Review, type Verdict } from '../factory/domain/review.ts';
import type { FunctionDeps } from './function-deps.ts';
import type { Answer } from './http/answer.ts';
import { endpoint } from './http/endpoint.ts';
import type { FieldError } from './http/field-errors.ts';
import { problem } from './http/problem.ts';
import { bodySecrets } from './http/body-secrets.ts';
import { operations } from './openapi/operations.ts';
import { amendmentErrors } from './reviews/check-amendment.ts';
import { answerErrors } from './reviews/check-answer.ts';
import { currentReview } from './reviews/current-review.ts';
import { findReview } from './reviews/find-review.ts';
import type { Wake } from './reviews/wake.ts';

const NOT_SHOWN =
  'shown is required: the sha256 of the review as it was read, here or as If-Match, so that nobody decides on something else.';

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

const submitterOf = async ({ ports, people }: FunctionDeps, projectId: string) =>
  people.submitterMayAccept ? undefined : (await ports.projects.get(projectId))?.project.submittedBy;

/** `POST /api/reviews/{reviewId}/decision`: written first, then what waits for it is woken. */
export const decideReview = (deps: FunctionDeps, wake: Wake) =>
  endpoint(operations.decideReview, async ({ params, headers, body, context, request }) => {
    const { shown = headers['If-Match']?.slice(1, -1), ...decision } = body;
    if (shown === undefined)
      return problem('validation', NOT_SHOWN, {
        errors: [{ pointer: '#/shown', detail: 'shown is required' }],
      });
    const found = await findReview(deps.ports, params);
    if ('missing' in found) return found.missing;
    const { review, artifacts } = found;
    const by = deps.people.personOf(request);
    const submitter = await submitterOf(deps, review.projectId);
    const given = { decision, shown, by, submitter, at: deps.ports.clock.now().toISOString() };

    let verdict = decide(review, given);
    if (verdict.outcome === 'decided') {
      const errors = await contentErrors(deps, decision, review, artifacts);
      if (errors.length > 0) return problem('decision-refused', summaryOf(errors), { errors });
      const stored = await deps.ports.reviews.update(review.id, (latest) => {
        verdict = decide(currentReview(latest, artifacts), given);
        return verdict.outcome === 'decided' ? verdict.review : latest;
      });
      if (verdict.outcome === 'decided' || isRepeated(stored, decision, by))
        await wake(context, review.projectId);
    } else if (isRepeated(review, decision, by)) await wake(context, review.projectId);
    return answerOf(verdict);
  });

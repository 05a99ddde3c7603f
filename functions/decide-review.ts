import type { FunctionDeps } from './function-deps.ts';
import { endpoint } from './http/endpoint.ts';
import { problem } from './http/problem.ts';
import { operations } from './openapi/operations.ts';
import { makeDecision } from './reviews/make-decision.ts';
import type { Wake } from './reviews/wake.ts';

const NOT_SHOWN =
  'shown is required: the sha256 of the review as it was read, here or as If-Match, so that nobody decides on something else.';

/** `POST /api/reviews/{reviewId}/decision` */
export const decideReview = (deps: FunctionDeps, wake: Wake) =>
  endpoint(
    operations.decideReview,
    async ({ params, headers, body, context, request }) => {
      const { shown = headers['If-Match']?.slice(1, -1), ...decision } = body;
      if (shown === undefined)
        return problem('validation', NOT_SHOWN, {
          errors: [{ pointer: '#/shown', detail: 'shown is required' }],
        });
      const by = deps.people.personOf(request);
      const asked = { reviewId: params['reviewId'], decision, shown, by };
      return (await makeDecision(deps, asked, (projectId) => wake(context, projectId))).answer;
    },
    deps.maxBodyBytes,
  );

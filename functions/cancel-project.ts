import type { FunctionDeps } from './function-deps.ts';
import { endpoint } from './http/endpoint.ts';
import { operations } from './openapi/operations.ts';
import { cancel } from './projects/cancel.ts';
import type { Wake } from './reviews/wake.ts';

/** `POST /api/projects/{projectId}/cancel` */
export const cancelProject = (deps: FunctionDeps, wake: Wake) =>
  endpoint(operations.cancelProject, async ({ params, body, context, request }) => {
    const { answer } = await cancel(
      deps,
      {
        projectId: params['projectId'],
        reason: body.reason,
        by: deps.people.personOf(request).name,
      },
      (id) => wake(context, id),
    );
    return answer;
  });

import { recordCancellation } from './audit/deeds.ts';
import type { FunctionDeps } from './function-deps.ts';
import { endpoint } from './http/endpoint.ts';
import { operations } from './openapi/operations.ts';
import { cancel } from './projects/cancel.ts';
import type { Wake } from './reviews/wake.ts';

/** `POST /api/projects/{projectId}/cancel` */
export const cancelProject = (deps: FunctionDeps, wake: Wake) =>
  endpoint(
    operations.cancelProject,
    async ({ params, body, context, request }) => {
      const person = deps.people.personOf(request);
      const made = await cancel(
        deps,
        { projectId: params['projectId'], reason: body.reason, by: person.name },
        (id) => wake(context, id),
      );
      await recordCancellation(deps.ports, made, person);
      return made.answer;
    },
    deps.maxBodyBytes,
  );

import { cancelDeed } from './audit/deeds.ts';
import { recordDeed } from './audit/record-deed.ts';
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
      const { answer, project } = await cancel(
        deps,
        { projectId: params['projectId'], reason: body.reason, by: person.name },
        (id) => wake(context, id),
      );
      if (project && answer.status === 202)
        await recordDeed(deps.ports, project, cancelDeed(project, person, project.stop?.why ?? ''));
      return answer;
    },
    deps.maxBodyBytes,
  );

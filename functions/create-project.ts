import type { FunctionDeps } from './function-deps.ts';
import { endpoint } from './http/endpoint.ts';
import { operations } from './openapi/operations.ts';
import { requestProject } from './projects/request-project.ts';
import type { StartProject } from './projects/start-project.ts';

/** `POST /api/projects` */
export const createProject = (deps: FunctionDeps, start: StartProject) =>
  endpoint(
    operations.createProject,
    async ({ headers, body, correlationId, context, request }) => {
      const { id: submitterId, name: submittedBy } = deps.people.personOf(request);
      const asked = {
        definition: body,
        idempotencyKey: headers['Idempotency-Key'],
        correlationId,
        submittedBy,
        submitterId,
      };
      return requestProject(deps, asked, (project) => start(context, project));
    },
    deps.maxBodyBytes,
  );

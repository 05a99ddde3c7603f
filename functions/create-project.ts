import type { FunctionDeps } from './function-deps.ts';
import type { Answer } from './http/answer.ts';
import { endpoint } from './http/endpoint.ts';
import { problem } from './http/problem.ts';
import type { ProjectAccepted } from './openapi/components.ts';
import { operations } from './openapi/operations.ts';
import { admitProject, type Admission } from './projects/admit-project.ts';
import { projectLinks } from './projects/project-links.ts';
import { secretErrors } from './projects/secret-errors.ts';
import type { StartProject } from './projects/start-project.ts';

const answer = (admission: Admission): Answer => {
  switch (admission.outcome) {
    case 'secret': {
      const errors = secretErrors(admission.fields);
      const places = errors.map(({ detail }) => detail).join('; ');
      const advice = 'Nothing was kept. Take it out, and revoke it where it is real.';
      return problem('secret-in-definition', `${places}. ${advice}`, { errors });
    }
    case 'refused': {
      const { reason, suggestion } = admission;
      return problem('definition-refused', `${reason} ${suggestion}`, { reason, suggestion });
    }
    case 'key-reused':
      return problem(
        'idempotency-key-reused',
        `Idempotency-Key ${JSON.stringify(admission.key)} already made a project from another definition. Send a new key.`,
      );
    case 'accepted': {
      const { id, status } = admission.project;
      const links = projectLinks(id);
      const jsonBody: ProjectAccepted = { projectId: id, status, links };
      return { status: 202, headers: { location: links.self }, jsonBody };
    }
  }
};

/** `POST /api/projects` */
export const createProject = (deps: FunctionDeps, start: StartProject) =>
  endpoint(operations.createProject, async ({ headers, body, correlationId, context }) => {
    const request = { definition: body, idempotencyKey: headers['Idempotency-Key'], correlationId };
    return answer(await admitProject(deps, request, (project) => start(context, project)));
  });

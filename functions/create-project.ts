import type { FunctionDeps } from './function-deps.ts';
import type { Answer } from './http/answer.ts';
import { endpoint } from './http/endpoint.ts';
import { problem } from './http/problem.ts';
import { operations } from './openapi/operations.ts';
import { accepted } from './projects/accepted.ts';
import { admitProject, type Admission } from './projects/admit-project.ts';
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
    case 'accepted':
      return accepted(admission.project);
  }
};

/** `POST /api/projects` */
export const createProject = (deps: FunctionDeps, start: StartProject) =>
  endpoint(operations.createProject, async ({ headers, body, correlationId, context, request }) => {
    const submittedBy = deps.people.personOf(request).name;
    const asked = {
      definition: body,
      idempotencyKey: headers['Idempotency-Key'],
      correlationId,
      submittedBy,
    };
    return answer(await admitProject(deps, asked, (project) => start(context, project)));
  });

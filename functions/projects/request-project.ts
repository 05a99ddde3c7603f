import type { FunctionDeps } from '../function-deps.ts';
import type { Answer } from '../http/answer.ts';
import { problem } from '../http/problem.ts';
import { accepted } from './accepted.ts';
import { admitProject, type Admission, type ProjectRequest } from './admit-project.ts';
import { secretErrors } from './secret-errors.ts';
import type { StartProject } from './start-project.ts';

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

/** Makes and starts a project, however it was asked for, and says what became of that. */
export const requestProject = async (
  deps: FunctionDeps,
  request: ProjectRequest,
  start: (project: Parameters<StartProject>[1]) => Promise<void>,
): Promise<Answer> => answer(await admitProject(deps, request, start));

import { budgetStateOf } from '../factory/domain/budget-state.ts';
import type { Project } from '../factory/domain/project.ts';
import { runResultOf } from '../factory/domain/run-result-of.ts';
import type { FunctionDeps } from './function-deps.ts';
import { endpoint } from './http/endpoint.ts';
import { operations } from './openapi/operations.ts';
import { findProject } from './projects/find-project.ts';
import { currentReview } from './reviews/current-review.ts';

/** Endpoints of a project's services that answer now, by name. */
const runningServices = async ({ runtime }: FunctionDeps['ports'], project: Project) => {
  const states = await Promise.all(project.services.map(({ name }) => runtime.status(project.id, name)));
  return Object.fromEntries(
    states.flatMap((state) => (state?.running ? [[state.name, state.endpoint] as const] : [])),
  );
};

/** `GET /api/projects/{projectId}` */
export const showProject = ({ ports, workspace }: FunctionDeps) =>
  endpoint(operations.showProject, async ({ params }) => {
    const found = await findProject(ports.projects, params);
    if ('missing' in found) return found.missing;
    const [reviews, artifacts, running, budget] = await Promise.all([
      ports.reviews.list(found.project.id),
      ports.artifacts.list(found.project.id),
      runningServices(ports, found.project),
      ports.budgets.read(found.project.id),
    ]);
    return {
      jsonBody: {
        ...runResultOf(
          found.project,
          reviews.map((review) => currentReview(review, artifacts)),
          artifacts,
          running,
          workspace,
          ports.clock.now(),
        ),
        ...(budget ? { budget: budgetStateOf(budget) } : {}),
      },
    };
  });

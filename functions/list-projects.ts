import { projectSummaryOf } from '../factory/domain/project-summary.ts';
import type { FunctionDeps } from './function-deps.ts';
import { endpoint } from './http/endpoint.ts';
import { operations } from './openapi/operations.ts';

/** `GET /api/projects` */
export const listProjects = ({ ports }: FunctionDeps) =>
  endpoint(operations.listProjects, async () => {
    const [projects, reviews] = await Promise.all([ports.projects.list(), ports.reviews.list()]);
    const asked = new Set(reviews.flatMap(({ status, projectId }) => (status === 'open' ? [projectId] : [])));
    return {
      jsonBody: { items: projects.map((project) => projectSummaryOf(project, asked.has(project.id))) },
    };
  });

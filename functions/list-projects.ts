import { projectSummaryOf } from '../factory/domain/project-summary.ts';
import type { FunctionDeps } from './function-deps.ts';
import { endpoint } from './http/endpoint.ts';
import { operations } from './openapi/operations.ts';

/** `GET /api/projects` */
export const listProjects = ({ ports }: FunctionDeps) =>
  endpoint(operations.listProjects, async () => ({
    jsonBody: { items: (await ports.projects.list()).map(projectSummaryOf) },
  }));

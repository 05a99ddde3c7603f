import type { FunctionDeps } from './function-deps.ts';
import { endpoint } from './http/endpoint.ts';
import { operations } from './openapi/operations.ts';
import { findProject } from './projects/find-project.ts';

/** `GET /api/projects/{projectId}/actions` */
export const listActions = ({ ports }: FunctionDeps) =>
  endpoint(operations.listActions, async ({ params }) => {
    const found = await findProject(ports.projects, params);
    if ('missing' in found) return found.missing;
    return { jsonBody: { items: await ports.actions.list(found.project.id) } };
  });

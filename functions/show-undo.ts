import type { FunctionDeps } from './function-deps.ts';
import { endpoint } from './http/endpoint.ts';
import { operations } from './openapi/operations.ts';
import { findProject } from './projects/find-project.ts';

/** `GET /api/projects/{projectId}/undo` */
export const showUndo = ({ ports }: FunctionDeps) =>
  endpoint(operations.showUndo, async ({ params }) => {
    const found = await findProject(ports.projects, params);
    if ('missing' in found) return found.missing;
    const { id } = found.project;
    const [items, discarded] = await Promise.all([ports.undo.list(id), ports.artifacts.discarded(id)]);
    return { jsonBody: { items, discarded } };
  });

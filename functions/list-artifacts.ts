import type { FunctionDeps } from './function-deps.ts';
import { endpoint } from './http/endpoint.ts';
import { operations } from './openapi/operations.ts';
import { findProject } from './projects/find-project.ts';

/** `GET /api/projects/{projectId}/artifacts` */
export const listArtifacts = ({ ports }: FunctionDeps) =>
  endpoint(operations.listArtifacts, async ({ params, query }) => {
    const found = await findProject(ports.projects, params);
    if ('missing' in found) return found.missing;
    return { jsonBody: { items: await ports.artifacts.list(found.project.id, query.prefix || undefined) } };
  });

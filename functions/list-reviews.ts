import type { FunctionDeps } from './function-deps.ts';
import { endpoint } from './http/endpoint.ts';
import { operations } from './openapi/operations.ts';
import { findProject } from './projects/find-project.ts';
import { currentReviews } from './reviews/current-reviews.ts';

/** `GET /api/reviews` */
export const listReviews = ({ ports }: FunctionDeps) =>
  endpoint(operations.listReviews, async ({ query }) => ({
    jsonBody: { items: await currentReviews(ports, query.status) },
  }));

/** `GET /api/projects/{projectId}/reviews` */
export const listProjectReviews = ({ ports }: FunctionDeps) =>
  endpoint(operations.listProjectReviews, async ({ params, query }) => {
    const found = await findProject(ports.projects, params);
    if ('missing' in found) return found.missing;
    return { jsonBody: { items: await currentReviews(ports, query.status, found.project.id) } };
  });

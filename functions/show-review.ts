import type { FunctionDeps } from './function-deps.ts';
import { endpoint } from './http/endpoint.ts';
import { operations } from './openapi/operations.ts';
import { findReview } from './reviews/find-review.ts';

/** `GET /api/reviews/{reviewId}` */
export const showReview = ({ ports }: FunctionDeps) =>
  endpoint(operations.showReview, async ({ params }) => {
    const found = await findReview(ports, params);
    if ('missing' in found) return found.missing;
    return { headers: { etag: `"${found.review.sha256}"` }, jsonBody: found.review };
  });

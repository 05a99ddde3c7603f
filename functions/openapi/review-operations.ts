import { z } from 'zod';

import { reviewSchema } from '../../factory/domain/review.ts';
import {
  anyRole,
  deciders,
  json,
  managers,
  noInput,
  noProject,
  problem,
  wrongParameter,
} from './operation-parts.ts';
import type { Operation } from './operation.ts';

const reviewFilter = (standard: 'open' | 'all') =>
  z.object({
    status: z
      .enum([...reviewSchema.shape.status.options, 'all'])
      .default(standard)
      .describe('Only those.'),
  });

/** Where people decide: on reviews, on the end of a project, on another run. By operationId. */
export const reviewOperations = {
  listReviews: {
    ...noInput,
    method: 'GET',
    path: '/api/reviews',
    access: anyRole,
    summary: 'What people are asked, over all projects, oldest first.',
    query: reviewFilter('open'),
    responses: { 200: json('ReviewList', 'The reviews.'), 400: wrongParameter },
  },
  listProjectReviews: {
    ...noInput,
    method: 'GET',
    path: '/api/projects/{projectId}/reviews',
    access: anyRole,
    summary: 'What people are and were asked about a project, oldest first.',
    query: reviewFilter('all'),
    responses: { 200: json('ReviewList', 'The reviews.'), 400: wrongParameter, 404: noProject },
  },
  showReview: {
    ...noInput,
    method: 'GET',
    path: '/api/reviews/{reviewId}',
    access: anyRole,
    summary: 'One question: what went wrong, what was tried, what may be decided.',
    responses: {
      200: json('Review', 'The review; `ETag` is the hash of what it shows.'),
      404: problem('No such review.'),
    },
  },
  decideReview: {
    ...noInput,
    method: 'POST',
    path: '/api/reviews/{reviewId}/decision',
    access: deciders,
    summary: 'Decide a review, once, on what it showed.',
    headers: z.object({
      'If-Match': z
        .string()
        .regex(/^"[0-9a-f]{64}"$/)
        .optional()
        .describe('The `ETag` under which the review was read, in place of `shown`.'),
    }),
    body: 'ReviewDecision',
    responses: {
      200: json('Review', 'Decided; what waited for it goes on.'),
      400: problem('The body or a header is not what the schema asks for, or neither names what was shown.'),
      403: problem('The caller may not decide this.'),
      404: problem('No such review.'),
      409: problem('Decided or withdrawn before, or changed since it was read.'),
      413: problem('The body is larger than 1 MiB.'),
      415: problem('The body is not application/json.'),
      422: problem('The review does not take this decision, or its content is not fit.'),
    },
  },
  cancelProject: {
    ...noInput,
    method: 'POST',
    path: '/api/projects/{projectId}/cancel',
    access: managers,
    summary: 'End a project and take back what it did.',
    body: 'Cancellation',
    responses: {
      202: json('ProjectAccepted', 'It is being ended; event `project.cancelled` says when it has.'),
      400: problem('The body is not what the schema asks for.'),
      404: noProject,
      409: problem('The project has ended, or ends for another reason.'),
      415: problem('The body is not application/json.'),
    },
  },
  retryProject: {
    ...noInput,
    method: 'POST',
    path: '/api/projects/{projectId}/retry',
    access: managers,
    summary: 'Run a project that has ended again, from a stage on.',
    body: 'Retry',
    responses: {
      202: json('ProjectAccepted', 'It runs again.'),
      400: problem('The body is not what the schema asks for.'),
      404: noProject,
      409: problem('The project runs.'),
      415: problem('The body is not application/json.'),
      422: problem('An earlier stage never completed, or what it wrote is gone.'),
    },
  },
} satisfies Record<string, Operation>;

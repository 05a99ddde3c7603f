import { z } from 'zod';

import type { Operation } from './operation.ts';

/** What several operations say alike. */

const none = z.object({});
export const noInput = { query: none, headers: none };

export const json = (component: NonNullable<Operation['body']>, description: string) => ({
  description,
  content: { 'application/json': component },
});
export const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': 'Problem' as const },
});
export const noProject = problem('No such project.');
export const anyObject = (description: string, mediaType = 'application/json') => ({
  description,
  content: { [mediaType]: 'object' as const },
});

export const wrongParameter = problem('A parameter is wrong; `errors` names it.');

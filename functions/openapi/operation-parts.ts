import { z } from 'zod';

import { ACCESS_ROLES, ROLES, type AccessRole } from '../../factory/domain/role.ts';
import type { Operation } from './operation.ts';

/** What several operations say alike. */

type Roles = readonly AccessRole[];

/** Reading what the tenant has. */
export const anyRole: Roles = ACCESS_ROLES;
/** Deciding; which role a review asks for is the review's to say. */
export const deciders: Roles = ROLES;
/** Asking for work. */
export const submitters: Roles = ['submitter'];
/** Ending work, and running it again. */
export const managers: Roles = ['submitter', 'operator'];
/** Caring for messages that nobody could work on. */
export const operators: Roles = ['operator'];

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

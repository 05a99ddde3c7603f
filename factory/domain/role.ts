import { z } from 'zod';

/** Who is asked when automatic handling ends. A person may hold several. */
export const roleSchema = z.enum(['reviewer', 'architect', 'devops-engineer']);
export type Role = z.infer<typeof roleSchema>;
export const ROLES = roleSchema.options;

/** What a caller may hold: `submitter` asks for projects, `operator` cares for messages and runs, the others decide too. */
export const accessRoleSchema = z.enum(['submitter', ...ROLES, 'operator']);
export type AccessRole = z.infer<typeof accessRoleSchema>;
export const ACCESS_ROLES = accessRoleSchema.options;

/** Those of the roles that reviews ask for. */
export const reviewRoles = (roles: readonly AccessRole[]): Role[] =>
  ROLES.filter((role) => roles.includes(role));

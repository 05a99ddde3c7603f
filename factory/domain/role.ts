import { z } from 'zod';

/** Who is asked when automatic handling ends. A person may hold several. */
export const roleSchema = z.enum(['reviewer', 'architect', 'devops-engineer']);
export type Role = z.infer<typeof roleSchema>;
export const ROLES = roleSchema.options;

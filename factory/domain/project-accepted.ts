import { z } from 'zod';

import { projectSchema } from './project.ts';

const projectLinksSchema = z.strictObject({
  self: z.string().describe('The project.'),
  events: z.string().describe('What happened.'),
  actions: z.string().describe('Its audit trail.'),
  artifacts: z.string().describe('Its files.'),
  repositories: z.string().describe('Its repositories.'),
  reviews: z.string().describe('What people were asked.'),
});

/** Something was begun for a project. */
export const projectAcceptedSchema = z.strictObject({
  projectId: z.string().describe('The project.'),
  status: projectSchema.shape.status.describe('Not `running` when the same request was accepted before.'),
  links: projectLinksSchema.describe('Where to go on, relative to this host.'),
});
export type ProjectAccepted = z.infer<typeof projectAcceptedSchema>;

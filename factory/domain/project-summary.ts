import { z } from 'zod';

import type { Project } from './project.ts';
import { projectStatusSchema } from './run-result.ts';
import { STAGES, stageSchema } from './stage.ts';

/** A project in a list. */
export const projectSummarySchema = z.strictObject({
  projectId: z.string().describe('The project.'),
  status: projectStatusSchema.describe('Where it stands; `waiting` while a review is open.'),
  text: z.string().describe("The definition's text."),
  createdAt: z.string().describe('RFC 3339.'),
  endedAt: z.string().optional().describe('RFC 3339; absent while it runs.'),
  stage: stageSchema.optional().describe('The stage that started last, absent before the first.'),
  services: z.array(z.string()).describe('Names of its services, once they are known.'),
});
export type ProjectSummary = z.infer<typeof projectSummarySchema>;

/** `isAsked`: a review of it is open. */
export const projectSummaryOf = (project: Project, isAsked: boolean): ProjectSummary => {
  const stage = STAGES.findLast((name) => project.stages[name]);
  return {
    projectId: project.id,
    status: project.status === 'running' && isAsked ? 'waiting' : project.status,
    text: project.definition.text,
    createdAt: project.createdAt,
    ...(project.endedAt ? { endedAt: project.endedAt } : {}),
    ...(stage ? { stage } : {}),
    services: project.services.map(({ name }) => name),
  };
};

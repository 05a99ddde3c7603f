import { z } from 'zod';

import { projectSchema, type Project } from './project.ts';
import { STAGES, stageSchema } from './stage.ts';

/** A project in a list. */
export const projectSummarySchema = z.strictObject({
  projectId: z.string(),
  status: projectSchema.shape.status,
  /** The definition's text. */
  text: z.string(),
  createdAt: z.string(),
  endedAt: z.string().optional(),
  /** The stage that started last, absent before the first. */
  stage: stageSchema.optional(),
  services: z.array(z.string()),
});
export type ProjectSummary = z.infer<typeof projectSummarySchema>;

export const projectSummaryOf = (project: Project): ProjectSummary => {
  const stage = STAGES.findLast((name) => project.stages[name]);
  return {
    projectId: project.id,
    status: project.status,
    text: project.definition.text,
    createdAt: project.createdAt,
    ...(project.endedAt ? { endedAt: project.endedAt } : {}),
    ...(stage ? { stage } : {}),
    services: project.services.map(({ name }) => name),
  };
};

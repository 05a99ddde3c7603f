import { z } from 'zod';

/** The stages of a project, in the order in which they run. */
export const STAGES = [
  'vision',
  'architecture',
  'engineering',
  'quality',
  'devops',
  'finalization',
  'deployment',
] as const;

export const stageSchema = z.enum(STAGES);
export type Stage = z.infer<typeof stageSchema>;

export const stageTitles: Record<Stage, string> = {
  vision: 'Vision & Planning',
  architecture: 'Architecture',
  engineering: 'Engineering',
  quality: 'QA & Validation',
  devops: 'DevOps',
  finalization: 'Finalization',
  deployment: 'Deployment',
};

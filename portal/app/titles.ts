import type { ProjectStatus, Stage } from '../api/types.ts';
import type { View } from './route.ts';

export const stageTitles: Record<Stage, string> = {
  vision: 'Vision & Planning',
  architecture: 'Architecture',
  engineering: 'Engineering',
  quality: 'QA & Validation',
  devops: 'DevOps',
  finalization: 'Finalization',
  deployment: 'Deployment',
};

export const viewTitles: Record<View, string> = {
  board: 'Board',
  reviews: 'Reviews',
  timeline: 'Timeline',
  artifacts: 'Artifacts',
  quality: 'Quality',
  requirements: 'Requirements',
  repositories: 'Repositories',
  processes: 'Processes',
};

export const projectStatusTitles: Record<ProjectStatus, string> = {
  running: 'Running',
  completed: 'Completed',
  waiting: 'Waiting for a person',
  failed: 'Failed',
  cancelled: 'Cancelled',
  aborted: 'Aborted',
};

/** `domain-engineer` → `Domain engineer`. */
export const agentTitle = (agent: string): string => {
  const words = agent.replaceAll('-', ' ').replace(/^api\b/, 'API');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

import type { Ports } from '../../platform/ports.ts';
import { requireProject } from './require-project.ts';

/** Where the building blocks come from when the repositories do not carry them; `undefined` when they do. */
export const packageFeed = async (
  { projects }: Pick<Ports, 'projects'>,
  { projectId }: { projectId: string },
): Promise<string | undefined> => (await requireProject(projects, projectId)).definition.packageFeed;

import type { Project } from '../../factory/domain/project.ts';
import { projectIdSchema } from '../../factory/domain/tenant.ts';
import type { Ports } from '../../platform/ports.ts';
import type { Answer } from '../http/answer.ts';
import { problem } from '../http/problem.ts';

/** The same whether there is none, or one that the caller may not know of. */
export const noProject = (projectId: string | undefined): Answer =>
  problem('not-found', `There is no project ${JSON.stringify(projectId)}.`);

/** The project that a path names, or the 404 that says there is none. */
export const findProject = async (
  projects: Ports['projects'],
  params: Record<string, string>,
): Promise<{ project: Project } | { missing: Answer }> => {
  const id = projectIdSchema.safeParse(params['projectId']);
  const found = id.success ? await projects.get(id.data) : undefined;
  return found ? { project: found.project } : { missing: noProject(params['projectId']) };
};

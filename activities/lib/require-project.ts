import type { Project } from '../../factory/domain/project.ts';
import { PortError } from '../../platform/port-error.ts';
import type { Ports } from '../../platform/ports.ts';

/** The project document, which exists since the request was accepted. */
export const requireProject = async (
  projects: Pick<Ports['projects'], 'get'>,
  id: string,
): Promise<Project> => {
  const found = await projects.get(id);
  if (!found) throw new PortError('critical', `Project ${id} does not exist in the project store.`);
  return found.project;
};

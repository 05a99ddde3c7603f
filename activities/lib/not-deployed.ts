import type { Ports } from '../../platform/ports.ts';
import { requireProject } from './require-project.ts';

/** Why a service of a project, or any of them where none is named, was not deployed by the factory; `undefined` where it was. */
export const notDeployed = async (
  projects: Pick<Ports['projects'], 'get'>,
  projectId: string,
  service?: string,
): Promise<string | undefined> => {
  const { services } = await requireProject(projects, projectId);
  return services
    .filter(({ name }) => service === undefined || name === service)
    .map(({ deployment }) => deployment?.detail)
    .find((detail) => detail !== undefined);
};

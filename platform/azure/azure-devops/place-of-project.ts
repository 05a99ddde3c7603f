import { PortError } from '../../port-error.ts';
import type { ProjectStore } from '../../ports.ts';
import type { PlaceOf } from './devops-place.ts';

/** Where the definition of a project points. The store is a tenant's: it has no project of another. */
export const placeOfProject =
  (projects: Pick<ProjectStore, 'get'>): PlaceOf =>
  async (projectId) => {
    const found = await projects.get(projectId);
    if (!found) throw new PortError('critical', `Project ${projectId} does not exist in the project store.`);
    return found.project.definition.azureDevOps;
  };

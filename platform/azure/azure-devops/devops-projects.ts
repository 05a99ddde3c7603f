import { z } from 'zod';

import type { RepositoryName } from '../../source-control/repository-name.ts';
import { bodyAs, type DevOpsRest } from './azure-devops-rest.ts';
import { pathOf, type DevOpsPlace } from './devops-place.ts';
import { remembered } from './remembered.ts';

const projectSchema = z.object({ id: z.string() });
const repositorySchema = z.object({ id: z.string(), name: z.string() });

export type DevOpsIds = {
  project(place: DevOpsPlace): Promise<string>;
  /** Asked for each time: one that was made again under its name has another. */
  repository(place: RepositoryName): Promise<string>;
  /** `<organization>/<project>/<name>` of an id; `undefined` where the project has none such. */
  repositoryName(place: DevOpsPlace, id: string): Promise<string | undefined>;
};

const repositoryPath = ({ organization, project }: DevOpsPlace, identifier: string): string =>
  pathOf(organization, project, '_apis', 'git', 'repositories', identifier);

/** What Azure DevOps calls projects and repositories by. */
export const createDevOpsIds = (rest: DevOpsRest): DevOpsIds => {
  const ids = remembered<string>();
  const names = remembered<string | undefined>();
  return {
    project({ organization, project }) {
      const path = pathOf(organization, '_apis', 'projects', project);
      return ids(path, async () => bodyAs(projectSchema, await rest({ method: 'GET', path })).id);
    },
    async repository(place) {
      const path = repositoryPath(place, place.name);
      return bodyAs(repositorySchema, await rest({ method: 'GET', path })).id;
    },
    repositoryName(place, id) {
      const path = repositoryPath(place, id);
      return names(path, async () => {
        const answer = await rest({ method: 'GET', path, expected: [404] });
        if (answer.status === 404) return undefined;
        return [place.organization, place.project, bodyAs(repositorySchema, answer).name].join('/');
      });
    },
  };
};

import { z } from 'zod';

import { bodyAs, type DevOpsRest } from './azure-devops-rest.ts';
import { pathOf, type DevOpsPlace, type RepositoryPlace } from './devops-place.ts';

const projectSchema = z.object({ id: z.string(), name: z.string() });
const repositorySchema = z.object({ id: z.string(), name: z.string(), defaultBranch: z.string().optional() });

/** Ids of projects and repositories, asked for once: they last as long as what they name. */
export type DevOpsIds = {
  project(place: DevOpsPlace): Promise<string>;
  repository(place: RepositoryPlace): Promise<string>;
  /** `<organization>/<project>/<name>` of an id; `undefined` where the project has none such. */
  repositoryName(place: DevOpsPlace, id: string): Promise<string | undefined>;
};

/** Keeps answers, but not failures. */
const remembered = <T>(): ((key: string, ask: () => Promise<T>) => Promise<T>) => {
  const known = new Map<string, Promise<T>>();
  return (key, ask) => {
    const present = known.get(key);
    if (present) return present;
    const asked = ask();
    known.set(key, asked);
    asked.catch(() => known.delete(key));
    return asked;
  };
};

const repositoryPath = ({ organization, project }: DevOpsPlace, identifier: string): string =>
  pathOf(organization, project, '_apis', 'git', 'repositories', identifier);

export const createDevOpsIds = (rest: DevOpsRest): DevOpsIds => {
  const ids = remembered<string>();
  const names = remembered<string | undefined>();
  return {
    project({ organization, project }) {
      const path = pathOf(organization, '_apis', 'projects', project);
      return ids(path, async () => bodyAs(projectSchema, await rest({ method: 'GET', path })).id);
    },
    repository(place) {
      const path = repositoryPath(place, place.name);
      return ids(path, async () => bodyAs(repositorySchema, await rest({ method: 'GET', path })).id);
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

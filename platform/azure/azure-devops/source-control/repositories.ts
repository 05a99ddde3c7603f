import { PortError } from '../../../port-error.ts';
import { parseRepositoryName } from '../../../source-control/repository-name.ts';
import type { AzureDevOpsHttp } from '../azure-devops-http.ts';
import { createProjectGit } from './project-git.ts';
import { createRepositoryGit, type RepositoryGit } from './repository-git.ts';

/** Repositories by their full names. */
export const createRepositories = (http: AzureDevOpsHttp) => {
  const find = async (fullName: string): Promise<RepositoryGit | undefined> => {
    const place = parseRepositoryName(fullName);
    const found = await createProjectGit(http, place).find(place.name);
    return found && createRepositoryGit(http, { ...place, id: found.id, name: fullName });
  };
  return {
    find,
    async existing(fullName: string): Promise<RepositoryGit> {
      const git = await find(fullName);
      if (git) return git;
      throw new PortError(
        'invalid-configuration',
        `There is no repository ${fullName} in Azure DevOps, or the identity of the factory may not see it. Create it before it is used.`,
      );
    },
  };
};

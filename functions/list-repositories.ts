import type { FunctionDeps } from './function-deps.ts';
import { endpoint } from './http/endpoint.ts';
import type { RepositoryList } from './openapi/components.ts';
import { operations } from './openapi/operations.ts';
import { findProject } from './projects/find-project.ts';

/** Last segment of a clone path or URL, without `.git`: on Windows paths too. */
const repositoryName = (repository: string): string =>
  (repository.split(/[\\/]/).findLast(Boolean) ?? repository).replace(/\.git$/, '');

/** `GET /api/projects/{projectId}/repositories` */
export const listRepositories = ({ ports }: FunctionDeps) =>
  endpoint(operations.listRepositories, async ({ params }) => {
    const found = await findProject(ports.projects, params);
    if ('missing' in found) return found.missing;
    const { services, repositories } = found.project;
    const jsonBody: RepositoryList = {
      items: [
        ...services
          .filter(({ repository }) => repository !== '')
          .map(({ name, repository, commit }) => ({
            name: repositoryName(repository),
            repository,
            commit,
            service: name,
          })),
        ...repositories,
      ],
    };
    return { jsonBody };
  });

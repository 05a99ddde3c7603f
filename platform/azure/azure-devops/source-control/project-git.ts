import type { GitRepository } from 'azure-devops-node-api/interfaces/GitInterfaces.js';

import type { AzureDevOpsHttp, AzureDevOpsRequest } from '../azure-devops-http.ts';
import { needed, type Listed } from './git-answers.ts';

const known = ({ id, name }: GitRepository) => ({
  id: needed(id, 'the id of a repository'),
  name: needed(name, 'the name of a repository'),
});

/** The repositories of a project. */
export const createProjectGit = (
  http: AzureDevOpsHttp,
  { organization, project }: { organization: string; project: string },
) => {
  const path = `/${encodeURIComponent(project)}/_apis/git/repositories`;
  const request = (purpose: string, more: Partial<AzureDevOpsRequest>): AzureDevOpsRequest => ({
    organization,
    method: 'GET',
    path,
    purpose,
    ...more,
  });
  const at = (id: string) => `${path}/${encodeURIComponent(id)}`;
  return {
    /** `undefined` where there is no such project. */
    async list() {
      const answer = await http<Listed<GitRepository>>(request('list repositories', { answers: [404] }));
      return answer.body?.value.map(known);
    },
    async find(name: string) {
      const answer = await http<GitRepository>(
        request(`read the repository ${name}`, { path: at(name), answers: [404] }),
      );
      return answer.body && known(answer.body);
    },
    /** `undefined` where the name is taken. */
    async create(name: string) {
      const answer = await http<GitRepository>(
        request(`create the repository ${name}`, { method: 'POST', body: { name }, answers: [409] }),
      );
      return answer.body && known(answer.body);
    },
    /** False where the name is taken, or the repository gone. */
    async rename(id: string, name: string): Promise<boolean> {
      const answer = await http<GitRepository>(
        request(`name a repository ${name}`, {
          method: 'PATCH',
          path: at(id),
          body: { name },
          answers: [404, 409],
        }),
      );
      return answer.refusal === undefined;
    },
    async remove(id: string, name: string): Promise<void> {
      await http(
        request(`remove the repository ${name}`, { method: 'DELETE', path: at(id), answers: [404] }),
      );
    },
  };
};

export type ProjectGit = ReturnType<typeof createProjectGit>;

import type { GitCommitRef } from 'azure-devops-node-api/interfaces/GitInterfaces.js';

import { noPullRequest } from '../../../pull-requests/refusals.ts';
import { bodyOf, listAll, type AzureDevOpsHttp, type AzureDevOpsRequest } from '../azure-devops-http.ts';
import type { AzureDevOpsRefusal } from '../azure-devops-refusal.ts';
import type { Listed } from '../source-control/git-answers.ts';
import type { RepositoryGit } from '../source-control/repository-git.ts';
import type { JsonPull, JsonStatus } from './pull-answers.ts';
import type { JsonComment, JsonThread } from './thread-answers.ts';

/** The calls about one pull request. */
export const createPullGit = (http: AzureDevOpsHttp, git: RepositoryGit, repository: string, id: number) => {
  const at = (below: string, purpose: string, more: Partial<AzureDevOpsRequest> = {}): AzureDevOpsRequest =>
    git.request(`/pullRequests/${id}${below}`, purpose, { answers: [404], ...more });

  /** What is answered; throws where there is no such pull request. */
  const call = async <Body>(request: AzureDevOpsRequest): Promise<Body> => {
    const answer = await http<Body>(request);
    if (answer.refusal) throw noPullRequest(repository, id);
    return bodyOf(answer);
  };

  return {
    /** `undefined` where there is no such. */
    async read(): Promise<JsonPull | undefined> {
      const query = { includeWorkItemRefs: true };
      return (await http<JsonPull>(at('', 'read a pull request', { query }))).body;
    },

    async change(body: object): Promise<AzureDevOpsRefusal | undefined> {
      const answers = [400, 403, 409];
      const request = at('', 'change a pull request', { method: 'PATCH', body, answers });
      return (await http<JsonPull>(request)).refusal;
    },

    /** Commits of its branch that its target lacks, newest first. */
    async commits(): Promise<{ id: string; comment: string }[]> {
      const all = await listAll<GitCommitRef>(
        http,
        at('/commits', 'list the commits of a pull request', { answers: [] }),
      );
      return Promise.all(
        all.map(async ({ commitId = '', comment = '', commentTruncated }) =>
          commentTruncated === true ? git.commit(commitId) : { id: commitId, comment },
        ),
      );
    },

    threads: async () =>
      (await call<Listed<JsonThread>>(at('/threads', 'list the threads of a pull request'))).value,

    openThread: (body: object) => call<JsonThread>(at('/threads', 'open a thread', { method: 'POST', body })),

    /** False where there is no such thread. */
    async changeThread(thread: number, body: object): Promise<boolean> {
      const request = at(`/threads/${thread}`, 'change a thread', { method: 'PATCH', body });
      return (await http<JsonThread>(request)).refusal === undefined;
    },

    reply: (thread: number, body: object) =>
      call<JsonComment>(at(`/threads/${thread}/comments`, 'answer in a thread', { method: 'POST', body })),

    statuses: async () =>
      (await call<Listed<JsonStatus>>(at('/statuses', 'list the statuses of a pull request'))).value,

    postStatus: (body: object) =>
      call<JsonStatus>(at('/statuses', 'post a status', { method: 'POST', body })),
  };
};

export type PullGit = ReturnType<typeof createPullGit>;

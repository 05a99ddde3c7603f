import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createGitPullRequests } from '../../../../../platform/embedded/azure-devops/pull-requests/git-pull-requests.ts';
import { createGitSourceControl } from '../../../../../platform/embedded/azure-devops/source-control/git-source-control.ts';
import { pullRequestsContract, REVIEWER } from '../../../contract/pull-requests-contract.ts';

pullRequestsContract('git', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'factory-pulls-'));
  const options = (name: string) => ({
    directory,
    clock: { now: () => new Date('2026-01-01T00:00:00Z') },
    author: { name, email: `${name.toLowerCase()}@contoso.example` },
  });
  return {
    connect: async () => {
      const pulls = createGitPullRequests(options('Factory'));
      return {
        control: createGitSourceControl(options('Factory')),
        pulls,
        others: createGitPullRequests(options('Mallory')),
        vote: (repository, id, vote) => pulls.vote(repository, id, REVIEWER, vote),
      };
    },
    disconnectAll: async () => {},
    destroy: () => rm(directory, { recursive: true }),
  };
});

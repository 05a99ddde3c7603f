import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

import type { GeneratedFile } from '../../../../factory/domain/artifact.ts';
import { PortError } from '../../../port-error.ts';
import type { Clock, CommitRequest, SourceControl } from '../../../ports.ts';
import { findByKey, headOf, holdsExactly, type Revision } from './bare-repository.ts';
import { commitMessage } from '../../../source-control/commit-message.ts';
import { ensureBareRepository } from './ensure-repository.ts';
import { commitStream, fastImport, type Author } from './fast-import.ts';
import { refuseUnsafeFiles } from '../../../source-control/repository-files.ts';
import { sourceBranchOf } from '../../../source-control/source-branch.ts';
import { abandonRequest, findPullRequest, openRequest } from './pull-request.ts';
import { readTree } from './read-tree.ts';
import { listReferences, moveReference, repositoriesOf } from './references.ts';
import { removeBareRepository } from './remove-repository.ts';
import { parseRepositoryName } from '../../../source-control/repository-name.ts';
import { resetMain } from './reset-main.ts';
import { clearStaleLocks } from './stale-locks.ts';

/** How often a commit starts over because another one came between or git was killed. */
const MAX_ATTEMPTS = 10;

/** The commit that already answers a request: by its key, or because `main` holds these files. */
const settled = async (
  gitDirectory: string,
  head: Revision | undefined,
  key: string,
  files: readonly GeneratedFile[],
): Promise<Revision | undefined> => {
  if (!head) return undefined;
  const committed = await findByKey(gitDirectory, head, key);
  return committed ?? ((await holdsExactly(gitDirectory, head, files)) ? head : undefined);
};

/**
 * Source control in bare git repositories, `<directory>/repositories/<organization>/<project>/<name>.git`. Needs the git
 * binary at the first call, not before.
 */
export const createGitSourceControl = (options: {
  /** The workspace. */
  directory: string;
  clock: Clock;
  /** Author and committer of every commit. */
  author: Author;
}): SourceControl => {
  const root = join(resolve(options.directory), 'repositories');

  const directoryOf = (repository: string): string => join(root, `${repository}.git`);

  const existing = (repository: string): string => {
    const gitDirectory = directoryOf(repository);
    parseRepositoryName(repository);
    if (existsSync(gitDirectory)) return gitDirectory;
    throw new PortError(
      'invalid-configuration',
      `There is no repository ${repository} in ${root}. Create it before it is used.`,
    );
  };

  /** Writes a commit where `place` says, unless that says that it is there; starts over when another one came between. */
  const write = async (
    repository: string,
    { key, message, files, workItemIds }: CommitRequest,
    place: () => Promise<{ done: Revision | undefined; parent: string | undefined; branch: string }>,
  ): Promise<Revision> => {
    const gitDirectory = existing(repository);
    refuseUnsafeFiles(files);
    const text = commitMessage({ key, message, workItemIds });
    let reason = '';
    for (let attempt = 0; attempt <= MAX_ATTEMPTS; attempt++) {
      const { done, parent, branch } = await place();
      if (done) return done;

      const { author, clock } = options;
      const stream = commitStream({ author, at: clock.now(), message: text, branch, parent, files });
      const { exitCode, stderr } = await fastImport(gitDirectory, stream);
      if (exitCode !== 0) {
        reason = stderr.trim().slice(-1_000);
        await clearStaleLocks(gitDirectory);
      }
    }
    throw new PortError(
      'transient',
      `The commit to ${repository} did not succeed. Try again. git: ${reason}`,
    );
  };

  return {
    async ensureRepository(projectId, fullName, marker) {
      const place = parseRepositoryName(fullName);
      const { name, gitDirectory } = await ensureBareRepository(root, projectId, place, marker);
      return { name: `${place.organization}/${place.project}/${name}`, cloneUrl: gitDirectory };
    },

    async commit(repository, input) {
      const gitDirectory = existing(repository);
      return write(repository, input, async () => {
        const head = await headOf(gitDirectory);
        const done = await settled(gitDirectory, head, input.key, input.files);
        return { done, parent: head?.commit, branch: 'main' };
      });
    },

    async openPullRequest(repository, input) {
      const gitDirectory = existing(repository);
      const branch = sourceBranchOf(input.key);
      const { commit } = await write(repository, input, async () => ({
        done: await headOf(gitDirectory, branch),
        parent: (await headOf(gitDirectory))?.commit,
        branch,
      }));
      for (let attempt = 0; attempt <= MAX_ATTEMPTS; attempt++) {
        const found = await findPullRequest(gitDirectory, input.key);
        if (found && found.status !== 'abandoned') return found;
        await openRequest(gitDirectory, input.key, commit);
      }
      throw new PortError('transient', `The pull request in ${repository} was not opened. Try again.`);
    },

    async pullRequest(repository, key) {
      return findPullRequest(existing(repository), key);
    },

    async abandonPullRequest(repository, key) {
      parseRepositoryName(repository);
      const gitDirectory = directoryOf(repository);
      return existsSync(gitDirectory) && abandonRequest(gitDirectory, repository, key);
    },

    async repositories(project) {
      return repositoriesOf(root, project);
    },

    async readTree(repository, at) {
      return readTree(existing(repository), repository, at);
    },

    async references(repository, prefix) {
      return listReferences(existing(repository), prefix);
    },

    async moveReference(repository, move) {
      return moveReference(existing(repository), move);
    },

    async removeRepository(projectId, fullName, marker) {
      return removeBareRepository(root, projectId, parseRepositoryName(fullName), marker);
    },

    async head(repository) {
      return headOf(existing(repository));
    },

    async resetBranch(repository, key, before) {
      parseRepositoryName(repository);
      const gitDirectory = directoryOf(repository);
      return existsSync(gitDirectory) && resetMain(gitDirectory, { repository, key, before });
    },
  };
};

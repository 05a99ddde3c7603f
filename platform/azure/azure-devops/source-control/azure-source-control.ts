import { PortError } from '../../../port-error.ts';
import type { CommitRequest, SourceControl } from '../../../ports.ts';
import { commitMessage } from '../../../source-control/commit-message.ts';
import { refuseUnsafeFiles } from '../../../source-control/repository-files.ts';
import { parseProjectName } from '../../../source-control/project-name.ts';
import { refuseForeignPrefix, refuseForeignReference } from '../../../source-control/reference.ts';
import { parseRepositoryName } from '../../../source-control/repository-name.ts';
import { AZURE_DEVOPS_URL, type AzureDevOpsHttp } from '../azure-devops-http.ts';
import { ensureRepository, removeRepository } from './ensure-repository.ts';
import type { Commit } from './git-answers.ts';
import { createProjectGit } from './project-git.ts';
import { NOTHING, type RepositoryGit } from './repository-git.ts';
import { createInOrder, createSettle } from './in-order.ts';
import { createRepositories } from './repositories.ts';
import { abandonPullRequest, findPullRequest, openPullRequest } from './pull-request.ts';
import { listReferences, moveReference, readTree } from './read-tree.ts';
import { isOwnershipCommit } from './repository-ownership.ts';
import { resetMain } from './reset-main.ts';
import { changesTo } from './tree-changes.ts';
import { clearAfter, findByKey, MAX_PUSH_BYTES, writeCommit } from './write-commit.ts';

const MAIN = 'refs/heads/main';

type Revision = { commit: string; tree: string };

const revisionOf = ({ id, tree }: Commit): Revision => ({ commit: id, tree });

const headCommit = async (git: RepositoryGit): Promise<Commit | undefined> => {
  const tip = await git.tip(MAIN);
  return tip === undefined ? undefined : git.commit(tip);
};

/** Commits what a request asks for, or finds that it is there; `undefined` where another commit came between. */
const commitOnce = async (
  git: RepositoryGit,
  { key, files }: CommitRequest,
  message: string,
  maxPushBytes: number,
): Promise<Revision | undefined> => {
  const head = await headCommit(git);
  const made = head && (await findByKey(git, head.id, key));
  if (made) {
    await clearAfter(git, made, { key, branch: MAIN });
    return revisionOf(made);
  }
  const changes = changesTo(head ? await git.files(head.id) : new Map(), files);
  if (changes.length === 0) {
    if (head && !isOwnershipCommit(head)) return revisionOf(head);
    throw new PortError(
      'invalid-configuration',
      'A commit needs files: Azure DevOps makes none without a change.',
    );
  }
  const from = head?.id ?? NOTHING;
  const pushed = await writeCommit(git, from, { branch: MAIN, key, message }, changes, maxPushBytes);
  return pushed.moved ? revisionOf(await git.commit(pushed.value)) : undefined;
};

export type AzureSourceControlOptions = {
  http: AzureDevOpsHttp;
  /** Where clone URLs lead; `https://dev.azure.com` unless given. */
  baseUrl?: string;
  /** About how large the body of a push may be, in bytes. */
  maxPushBytes?: number;
};

/**
 * Source control in Azure DevOps, by REST alone: no git binary. A push makes one commit, so a delivery that is too large for
 * one becomes a chain of them, to which `main` moves in one step. Files get mode 100644: REST knows no executable bit. What
 * was delivered before stands below; a repository's very first commit only says whose it is and counts as none.
 */
export const createAzureSourceControl = ({
  http,
  baseUrl = AZURE_DEVOPS_URL,
  maxPushBytes = MAX_PUSH_BYTES,
}: AzureSourceControlOptions): SourceControl => {
  const inOrder = createInOrder();

  const { find, existing } = createRepositories(http);
  const settle = createSettle(inOrder);

  return {
    async ensureRepository(projectId, fullName, marker) {
      const place = parseRepositoryName(fullName);
      const { organization, project } = place;
      const name = await inOrder(`${organization}/${project}`, () =>
        ensureRepository(http, place, projectId, marker),
      );
      return {
        name: `${organization}/${project}/${name}`,
        cloneUrl: `${baseUrl}/${organization}/${project}/_git/${name}`,
      };
    },

    async removeRepository(projectId, fullName, marker) {
      return removeRepository(http, parseRepositoryName(fullName), projectId, marker);
    },

    async commit(fullName, input) {
      parseRepositoryName(fullName);
      refuseUnsafeFiles(input.files);
      const message = commitMessage(input);
      const git = await existing(fullName);
      return settle(fullName, () => commitOnce(git, input, message, maxPushBytes));
    },

    async head(fullName) {
      const head = await headCommit(await existing(fullName));
      return head && !isOwnershipCommit(head) ? revisionOf(head) : undefined;
    },

    async resetBranch(fullName, key, before) {
      const git = await find(fullName);
      if (!git) return false;
      return settle(fullName, () => resetMain(git, { repository: fullName, key, before }));
    },

    async repositories(project) {
      const place = parseProjectName(project);
      const found = (await createProjectGit(http, place).list()) ?? [];
      return found.map(({ name }) => `${place.organization}/${place.project}/${name}`).toSorted();
    },

    async readTree(fullName, at) {
      return readTree(await existing(fullName), fullName, at);
    },

    async references(fullName, prefix) {
      refuseForeignPrefix(prefix);
      return listReferences(await existing(fullName), prefix);
    },

    async moveReference(fullName, move) {
      refuseForeignReference(move.name);
      return moveReference(await existing(fullName), move);
    },

    async openPullRequest(fullName, input) {
      parseRepositoryName(fullName);
      refuseUnsafeFiles(input.files);
      const message = commitMessage(input);
      const git = await existing(fullName);
      return settle(fullName, () =>
        openPullRequest(git, { ...input, repository: fullName, message, maxPushBytes }),
      );
    },

    async pullRequest(fullName, key) {
      return findPullRequest(await existing(fullName), key);
    },

    async abandonPullRequest(fullName, key) {
      const git = await find(fullName);
      return git ? inOrder(fullName, () => abandonPullRequest(git, fullName, key)) : false;
    },
  };
};

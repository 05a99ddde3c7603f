/** A commit as an artifact of Azure DevOps: ids are GUIDs, slashes in them are encoded. */
export const commitUrl = (projectId: string, repositoryId: string, commit: string): string =>
  `vstfs:///Git/Commit/${projectId}%2F${repositoryId}%2F${commit}`;

const COMMIT = /^vstfs:\/\/\/Git\/Commit\/([0-9a-f-]{36})%2F([0-9a-f-]{36})%2F([0-9a-f]+)$/i;

export const commitIn = (url: string): { repositoryId: string; commit: string } | undefined => {
  const [, , repositoryId, commit] = COMMIT.exec(url) ?? [];
  return repositoryId && commit ? { repositoryId, commit } : undefined;
};

/** A pull request as an artifact of Azure DevOps. */
export const pullRequestUrl = (projectId: string, repositoryId: string, id: number): string =>
  `vstfs:///Git/PullRequestId/${projectId}%2F${repositoryId}%2F${id}`;

const PULL_REQUEST = /^vstfs:\/\/\/Git\/PullRequestId\/([0-9a-f-]{36})%2F([0-9a-f-]{36})%2F(\d{1,9})$/i;

export const pullRequestIn = (url: string): { repositoryId: string; id: number } | undefined => {
  const [, , repositoryId, id] = PULL_REQUEST.exec(url) ?? [];
  return repositoryId && id ? { repositoryId, id: Number(id) } : undefined;
};

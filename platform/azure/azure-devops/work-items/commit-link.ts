/** A commit as an artifact of Azure DevOps: ids are GUIDs, slashes in them are encoded. */
export const commitUrl = (projectId: string, repositoryId: string, commit: string): string =>
  `vstfs:///Git/Commit/${projectId}%2F${repositoryId}%2F${commit}`;

const COMMIT = /^vstfs:\/\/\/Git\/Commit\/([0-9a-f-]{36})%2F([0-9a-f-]{36})%2F([0-9a-f]+)$/i;

export const commitIn = (url: string): { repositoryId: string; commit: string } | undefined => {
  const [, , repositoryId, commit] = COMMIT.exec(url) ?? [];
  return repositoryId && commit ? { repositoryId, commit } : undefined;
};

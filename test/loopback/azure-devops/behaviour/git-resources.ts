import { textOf, type Call } from '../call.ts';
import type { Commit, Signature } from '../git/git-objects.ts';
import { resolveVersion, type Push, type Repository } from '../git/repository.ts';
import type { Identity } from '../state.ts';
import { projectReference } from './core.ts';

type Base = Pick<Call, 'baseUrl'>;

/** Longest comment in a list of commits; assumed, the service says by a flag that it cut one. */
const MAX_LISTED_COMMENT = 1_000;

export const repositoryUrl = ({ baseUrl }: Base, { id, project }: Repository): string =>
  `${baseUrl}/${project.organization.name}/${project.id}/_apis/git/repositories/${id}`;

export const repositoryResource = (call: Base, repository: Repository) => {
  const { id, name, project, defaultBranch, store } = repository;
  const web = `${call.baseUrl}/${encodeURIComponent(project.organization.name)}/${encodeURIComponent(project.name)}/_git/${encodeURIComponent(name)}`;
  return {
    id,
    name,
    url: repositoryUrl(call, repository),
    project: projectReference(call, project),
    ...(defaultBranch !== undefined && { defaultBranch }),
    size: [...store.objects.values()].reduce((sum, { bytes }) => sum + bytes.length, 0),
    remoteUrl: web,
    webUrl: web,
    isDisabled: false,
    isInMaintenance: false,
  };
};

export const identityResource = ({ baseUrl }: Base, { id, displayName, uniqueName }: Identity) => ({
  id,
  displayName,
  uniqueName,
  url: `${baseUrl}/_apis/Identities/${id}`,
});

const signature = ({ name, email, date }: Signature) => ({ name, email, date: date.toISOString() });

/** A commit as lists hold it, with its comment cut. */
export const commitReference = (call: Base, repository: Repository, commit: Commit) => {
  const isCut = commit.comment.length > MAX_LISTED_COMMENT;
  return {
    commitId: commit.id,
    author: signature(commit.author),
    committer: signature(commit.committer),
    comment: isCut ? commit.comment.slice(0, MAX_LISTED_COMMENT) : commit.comment,
    ...(isCut && { commentTruncated: true }),
    url: `${repositoryUrl(call, repository)}/commits/${commit.id}`,
  };
};

/** A commit by itself. */
export const commitResource = (call: Base, repository: Repository, commit: Commit) => {
  const { commentTruncated: _, ...reference } = commitReference(call, repository, commit);
  return { ...reference, comment: commit.comment, treeId: commit.treeId, parents: [...commit.parents] };
};

export const pushResource = (call: Call, repository: Repository, { id, date, ref, from, to }: Push) => ({
  pushId: id,
  date: date.toISOString(),
  pushedBy: identityResource(call, call.identity),
  url: `${repositoryUrl(call, repository)}/pushes/${id}`,
  refUpdates: [{ repositoryId: repository.id, name: ref, oldObjectId: from, newObjectId: to }],
  repository: repositoryResource(call, repository),
});

/** The commit that the parameters `<prefix>.version`, … name. */
export const versionedCommit = (call: Call, repository: Repository, prefix: string): Commit =>
  resolveVersion(repository, {
    version: textOf(call, `${prefix}.version`),
    type: textOf(call, `${prefix}.versionType`),
  });

/** Ends a call whose parameters the server would have to leave out of account. */
export const onlyParameters = ({ query, operationId }: Call, ...known: string[]): void => {
  const other = Object.keys(query).find((name) => !known.includes(name));
  if (other !== undefined)
    throw new Error(`The loopback server has no behaviour for ${other} of ${operationId}.`);
};

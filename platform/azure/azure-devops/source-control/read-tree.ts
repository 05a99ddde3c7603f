import type { RepositoryTree, TreeFile } from '../../../../factory/domain/pull-request.ts';
import { placeOfVersion } from '../../../source-control/reference.ts';
import { contentOf, refuseManyBytes, refuseManyFiles } from '../../../source-control/tree-content.ts';
import { NOTHING, type RepositoryGit } from './repository-git.ts';
import { isOwnershipCommit } from './repository-ownership.ts';

/** Files that are read at once. */
const AT_ONCE = 8;

const commitAt = async (git: RepositoryGit, at: string): Promise<string | undefined> => {
  const place = placeOfVersion(at);
  const id = 'commit' in place ? place.commit : await git.tip(place.reference);
  const commit = id === undefined ? undefined : await git.commitIfThere(id);
  return commit && !isOwnershipCommit(commit) ? commit.id : undefined;
};

/** What a repository holds at a version; `undefined` where there is no such, or nothing was delivered yet. */
export const readTree = async (
  git: RepositoryGit,
  repository: string,
  at: string,
): Promise<RepositoryTree | undefined> => {
  const commit = await commitAt(git, at);
  if (commit === undefined) return undefined;
  const items = [...(await git.items(commit)).values()].toSorted((a, b) => (a.path < b.path ? -1 : 1));
  refuseManyFiles(repository, items.length);
  const files: TreeFile[] = [...items];
  let total = 0;
  let next = 0;
  const work = async (): Promise<void> => {
    for (let index = next++; index < items.length; index = next++) {
      const item = items[index];
      if (item?.kind !== 'file') continue;
      const content = contentOf(item.path, await git.bytes(commit, item.path));
      total += content?.length ?? 0;
      refuseManyBytes(repository, total);
      if (content !== undefined) files[index] = { ...item, content };
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { commit, files };
};

/** References below a prefix with the commits that they lead to. */
export const listReferences = async (
  git: RepositoryGit,
  prefix: string,
): Promise<{ name: string; commit: string }[]> =>
  [...(await git.refs(prefix.replace(/^refs\//, '')))]
    .map(([name, commit]) => ({ name, commit }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));

/** Moves a reference of the factory, in one step and only from where it is said to be. */
export const moveReference = async (
  git: RepositoryGit,
  { name, from, to }: { name: string; from: string | undefined; to: string | undefined },
): Promise<boolean> => {
  const present = await git.tip(name);
  if (present === to) return true;
  if (present !== from) return false;
  return (await git.move(name, from ?? NOTHING, to ?? NOTHING)).moved;
};

import { refuseTrailer, trailersOf } from '../../../source-control/commit-message.ts';
import type { Owner } from '../../../source-control/repository-owner.ts';
import type { Commit } from './git-answers.ts';
import { NOTHING, type RepositoryGit } from './repository-git.ts';

/**
 * A repository of the factory says itself whose it is: its first commit, of a file that the first delivery replaces, names
 * owner and marker in its message, and a tag leads to it. Azure DevOps keeps no properties of a repository.
 */
const OWNER_TAG = 'refs/tags/factory/owner';
const OWNER_TRAILER = 'Factory-Owner';
const MARKER_TRAILER = 'Factory-Marker';

const MAIN = 'refs/heads/main';

export type Ownership = Owner & { marker: string | undefined };

const messageOf = ({ projectId, requestedName, marker }: Ownership): string =>
  [
    'Say whose repository this is\n',
    `${OWNER_TRAILER}: ${projectId} ${requestedName}`,
    ...(marker === undefined ? [] : [`${MARKER_TRAILER}: ${marker}`]),
    '',
  ].join('\n');

const read = ({ comment }: { comment: string }): Ownership | undefined => {
  const [owner = ''] = trailersOf(comment, OWNER_TRAILER);
  const [projectId, requestedName] = owner.split(' ');
  if (!projectId || !requestedName) return undefined;
  return { projectId, requestedName, marker: trailersOf(comment, MARKER_TRAILER)[0] };
};

/** Whether a commit only says whose the repository is: nothing was delivered yet. */
export const isOwnershipCommit = (commit: Commit): boolean =>
  commit.parents.length === 0 && read(commit) !== undefined;

/** `undefined` for a repository that the factory did not make, or did not finish making. */
export const readOwnership = async (
  git: RepositoryGit,
): Promise<(Ownership & { commit: string }) | undefined> => {
  const tag = await git.tip(OWNER_TAG);
  if (tag === undefined) return undefined;
  const ownership = read(await git.commit(tag));
  return ownership && { ...ownership, commit: tag };
};

export const refuseOwnership = ({ projectId, marker }: Ownership): void => {
  refuseTrailer('project', projectId);
  if (marker !== undefined) refuseTrailer('marker', marker);
};

/** Writes into an empty repository whose it is. Idempotent; several may do it at once. */
export const writeOwnership = async (git: RepositoryGit, ownership: Ownership): Promise<void> => {
  const file = `# ${ownership.requestedName}\n\nMade by the software factory. What it holds comes with the first delivery.\n`;
  const changes = [{ changeType: 'add', path: 'README.md', bytes: Buffer.from(file) }] as const;
  let tip = await git.tip(MAIN);
  if (tip === undefined) {
    await git.push(MAIN, NOTHING, messageOf(ownership), changes);
    tip = await git.tip(MAIN);
  }
  if (tip !== undefined && (await git.tip(OWNER_TAG)) === undefined) await git.move(OWNER_TAG, NOTHING, tip);
};

/** Branches and tags that hold more than whose the repository is. */
export const heldReferences = async (
  git: RepositoryGit,
  ownershipCommit: string | undefined,
): Promise<string[]> => {
  const refs = [...(await git.refs('heads/')), ...(await git.refs('tags/'))];
  return refs
    .filter(([ref, commit]) => ref !== OWNER_TAG && !(ref === MAIN && commit === ownershipCommit))
    .map(([ref]) => ref.replace(/^refs\/(?:heads|tags)\//, ''));
};

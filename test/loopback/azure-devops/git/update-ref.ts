import { protectedBy } from './branch-policy.ts';
import { isAncestor } from './git-objects.ts';
import { ZEROS, type Repository } from './repository.ts';

export type RefUpdate = { name: string; oldObjectId: string; newObjectId: string };

export type UpdateStatus =
  | 'succeeded'
  | 'staleOldObjectId'
  | 'forcePushRequired'
  | 'unresolvableToCommit'
  | 'invalidRefName'
  | 'refNameConflict'
  | 'rejectedByPolicy'
  | 'locked'
  | 'writePermissionRequired'
  | 'createBranchPermissionRequired'
  | 'createTagPermissionRequired';

/** Whether a name can stand beside the others: `a` and `a/b` cannot. */
const isConflicting = ({ refs }: Repository, name: string): boolean =>
  [...refs.keys()].some((other) => other.startsWith(`${name}/`) || name.startsWith(`${other}/`));

const isInvalidName = (name: string): boolean => /\.\.|\/\/|\/$|\.lock$|\.$|@\{|\/\./.test(name);

const missingPermission = (
  denied: ReadonlySet<string>,
  name: string,
  isNew: boolean,
): UpdateStatus | undefined => {
  if (denied.has('GenericContribute')) return 'writePermissionRequired';
  if (!isNew) return undefined;
  if (name.startsWith('refs/tags/'))
    return denied.has('CreateTag') ? 'createTagPermissionRequired' : undefined;
  return denied.has('CreateBranch') ? 'createBranchPermissionRequired' : undefined;
};

const moveProblem = (
  repository: Repository,
  { name, newObjectId }: RefUpdate,
  current: string,
): UpdateStatus | undefined => {
  if (repository.locked.has(name)) return 'locked';
  if (protectedBy(repository, name)) return 'rejectedByPolicy';
  const isForced = newObjectId === ZEROS || !isAncestor(repository.store, current, newObjectId);
  return isForced && repository.project.organization.denied.has('ForcePush')
    ? 'forcePushRequired'
    : undefined;
};

const createProblem = (
  repository: Repository,
  { name, newObjectId }: RefUpdate,
): UpdateStatus | undefined => {
  if (newObjectId === ZEROS) return 'staleOldObjectId';
  if (isInvalidName(name)) return 'invalidRefName';
  return isConflicting(repository, name) ? 'refNameConflict' : undefined;
};

/** Why a reference cannot be moved; `undefined` where it can. */
export const refProblem = (repository: Repository, update: RefUpdate): UpdateStatus | undefined => {
  const { name, oldObjectId, newObjectId } = update;
  const current = repository.refs.get(name);
  if ((current ?? ZEROS) !== oldObjectId) return 'staleOldObjectId';
  const denied = missingPermission(repository.project.organization.denied, name, current === undefined);
  if (denied) return denied;
  if (newObjectId !== ZEROS && !repository.store.commits.has(newObjectId)) return 'unresolvableToCommit';
  return current === undefined ? createProblem(repository, update) : moveProblem(repository, update, current);
};

/** Moves, makes or removes a reference, whatever it was. The first branch becomes the default. */
export const setRef = (
  repository: Repository,
  { name, oldObjectId, newObjectId }: RefUpdate,
  date: Date,
): void => {
  if (newObjectId === ZEROS) repository.refs.delete(name);
  else repository.refs.set(name, newObjectId);
  if (name.startsWith('refs/heads/')) repository.defaultBranch ??= name;
  const id = repository.project.organization.next('push');
  repository.pushes.push({ id, date, ref: name, from: oldObjectId, to: newObjectId });
};

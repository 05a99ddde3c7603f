import { bodyOf, numberOf, permit, type Behaviours, type Call } from '../call.ts';
import { protectedBy } from '../git/branch-policy.ts';
import type { Signature } from '../git/git-objects.ts';
import { pushCommit, type Change } from '../git/push-commit.ts';
import { repositoryOf, ZEROS, type Repository } from '../git/repository.ts';
import { refProblem, setRef, type RefUpdate } from '../git/update-ref.ts';
import { refuse } from '../refusal.ts';
import { commitReference, onlyParameters, pushResource } from './git-resources.ts';

type PushBody = {
  refUpdates: (Omit<RefUpdate, 'newObjectId'> & { newObjectId?: string })[];
  commits: {
    comment: string;
    changes: Change[];
    author?: { name?: string; email?: string; date?: string };
  }[];
};

const authorOf = (call: Call, given: PushBody['commits'][number]['author']): Signature => ({
  name: given?.name ?? call.identity.displayName,
  email: given?.email ?? call.identity.uniqueName,
  date: given?.date === undefined ? call.now() : new Date(given.date),
});

const refuseStale = (ref: string): never =>
  refuse(
    409,
    'GitReferenceStaleException',
    `TF401028: The reference '${ref}' has already been updated by another client, so you cannot update it. Please try again.`,
  );

/** Refuses a push before anything of it is made. */
const checkPush = (
  call: Call,
  repository: Repository,
  { name, oldObjectId, newObjectId }: PushBody['refUpdates'][number],
): void => {
  const current = repository.refs.get(name);
  permit(call, 'GenericContribute');
  if (current === undefined) permit(call, name.startsWith('refs/tags/') ? 'CreateTag' : 'CreateBranch');
  if (newObjectId !== undefined)
    refuse(400, 'InvalidArgumentValueException', 'A push with commits takes no newObjectId.');
  if (oldObjectId !== (current ?? ZEROS)) refuseStale(name);
  if (current !== undefined && protectedBy(repository, name))
    refuse(
      403,
      'GitRefUpdateRejectedByPolicyException',
      'TF402455: Pushes to this branch are not permitted; you must use a pull request to update this branch.',
    );
};

const push = (call: Call) => {
  const repository = repositoryOf(call);
  const { refUpdates, commits } = bodyOf<PushBody>(call);
  const [update, commit] = [refUpdates[0]!, commits[0]!];
  checkPush(call, repository, update);
  const parent = repository.store.commits.get(update.oldObjectId);
  const author = authorOf(call, commit.author);
  const made = pushCommit(repository, parent, {
    comment: commit.comment,
    changes: commit.changes,
    author,
    committer: { ...authorOf(call, undefined), date: call.now() },
  });
  const moved = { ...update, newObjectId: made.id };
  const problem = refProblem(repository, moved);
  if (problem)
    refuse(400, 'GitRefUpdateException', `The reference ${update.name} was not updated: ${problem}.`);
  setRef(repository, moved, call.now());
  return {
    status: 201,
    body: {
      ...pushResource(call, repository, repository.pushes.at(-1)!),
      commits: [commitReference(call, repository, made)],
    },
  };
};

/** Pushes: one commit each. */
export const pushes: Behaviours = {
  'git.Pushes_Create': push,
  'git.Pushes_List': (call) => {
    onlyParameters(call, '$top', '$skip');
    const repository = repositoryOf(call);
    const skip = numberOf(call, '$skip') ?? 0;
    const page = repository.pushes.toReversed().slice(skip, skip + (numberOf(call, '$top') ?? 100));
    return { body: page.map((one) => pushResource(call, repository, one)) };
  },
  'git.Pushes_Get': (call) => {
    onlyParameters(call);
    const repository = repositoryOf(call);
    const found = repository.pushes.find(({ id }) => String(id) === call.path['pushId']);
    if (!found)
      return refuse(
        404,
        'GitPushNotFoundException',
        `TF401177: The push ${call.path['pushId']} could not be found.`,
      );
    return { body: pushResource(call, repository, found) };
  },
};

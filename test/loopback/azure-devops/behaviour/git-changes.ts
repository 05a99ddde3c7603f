import { bodyOf, textOf, type Behaviours, type Call } from '../call.ts';
import { filesOf, historyOf, type Commit } from '../git/git-objects.ts';
import { commitNamed, repositoryOf, resolveVersion, type Repository } from '../git/repository.ts';
import { refuse } from '../refusal.ts';
import { commitReference, onlyParameters, repositoryUrl } from './git-resources.ts';

type ChangeType = 'add' | 'edit' | 'delete';

/** What makes the tree of one commit into that of another, by path. */
const changesBetween = ({ store }: Repository, from: Commit | undefined, to: Commit) => {
  const [before, after] = [filesOf(store, from), filesOf(store, to)];
  const kindOf = (path: string): ChangeType | undefined => {
    if (!after.has(path)) return 'delete';
    if (!before.has(path)) return 'add';
    return before.get(path)?.id === after.get(path)?.id ? undefined : 'edit';
  };
  return [...new Set([...before.keys(), ...after.keys()])].toSorted().flatMap((path) => {
    const changeType = kindOf(path);
    const objectId = (after.get(path) ?? before.get(path))?.id;
    return changeType ? [{ changeType, item: { path: `/${path}`, objectId, gitObjectType: 'blob' } }] : [];
  });
};

const countsOf = (changes: readonly { changeType: ChangeType }[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const { changeType } of changes) counts[changeType] = (counts[changeType] ?? 0) + 1;
  return counts;
};

const diff = (call: Call) => {
  const names = ['base', 'target'].flatMap((side) => [`${side}Version`, `${side}VersionType`]);
  onlyParameters(call, ...names);
  const repository = repositoryOf(call);
  const [base, target] = ['base', 'target'].map((side) =>
    resolveVersion(repository, {
      version: textOf(call, `${side}Version`),
      type: textOf(call, `${side}VersionType`),
    }),
  ) as [Commit, Commit];
  const [below, above] = [historyOf(repository.store, base.id), historyOf(repository.store, target.id)];
  const known = new Set(below.map(({ id }) => id));
  const common = above.find(({ id }) => known.has(id));
  if (!common) return refuse(400, 'GitNoMergeBaseException', 'The versions have nothing in common.');
  const changes = changesBetween(repository, common, target);
  return {
    body: {
      allChangesIncluded: true,
      aheadCount: above.filter(({ id }) => !known.has(id)).length,
      behindCount: below.filter(({ id }) => !above.some((one) => one.id === id)).length,
      baseCommit: base.id,
      commonCommit: common.id,
      targetCommit: target.id,
      changeCounts: countsOf(changes),
      changes,
    },
  };
};

/** What changed between versions. */
export const gitChanges: Behaviours = {
  'git.Diffs_Get': diff,
  'git.Commits_GetChanges': (call) => {
    onlyParameters(call);
    const repository = repositoryOf(call);
    const commit = commitNamed(repository, call.path['commitId'] ?? '');
    const changes = changesBetween(repository, repository.store.commits.get(commit.parents[0] ?? ''), commit);
    return { body: { changeCounts: countsOf(changes), changes } };
  },
  'git.Commits_GetPushCommits': (call) => {
    onlyParameters(call, 'pushId');
    const repository = repositoryOf(call);
    const push = repository.pushes.find(({ id }) => String(id) === textOf(call, 'pushId'));
    if (!push) return refuse(404, 'GitPushNotFoundException', 'TF401177: The push could not be found.');
    const before = new Set(historyOf(repository.store, push.from).map(({ id }) => id));
    const made = historyOf(repository.store, push.to).filter(({ id }) => !before.has(id));
    return { body: made.map((commit) => commitReference(call, repository, commit)) };
  },
  'git.Refs_UpdateRef': (call) => {
    onlyParameters(call, 'filter');
    const repository = repositoryOf(call);
    const name = `refs/${textOf(call, 'filter') ?? ''}`;
    const objectId = repository.refs.get(name);
    const { isLocked } = bodyOf<{ isLocked?: boolean }>(call);
    if (objectId === undefined)
      return refuse(404, 'GitReferenceNotFoundException', `The reference ${name} does not exist.`);
    if (isLocked === undefined)
      return refuse(400, 'InvalidArgumentValueException', 'Only isLocked can be changed.');
    repository.locked[isLocked ? 'add' : 'delete'](name);
    return { body: { name, objectId, isLocked, url: `${repositoryUrl(call, repository)}/refs` } };
  },
};

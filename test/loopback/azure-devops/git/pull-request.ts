import type { Call } from '../call.ts';
import { refuse } from '../refusal.ts';
import { areaState, type Identity } from '../state.ts';
import { filesOf, historyOf, isAncestor, putTree, type Commit, type FileEntry } from './git-objects.ts';
import { commitNamed, repositoriesIn, repositoryOf, type Repository } from './repository.ts';

export type PullRequest = {
  id: number;
  repository: Repository;
  status: 'active' | 'abandoned' | 'completed';
  source: string;
  target: string;
  title: string;
  description: string;
  isDraft: boolean;
  createdBy: Identity;
  createdAt: Date;
  closedAt?: Date;
  /** Where the branches were when it was closed. */
  closedSource?: string;
  closedTarget?: string;
  mergeCommit?: string;
  workItemIds: string[];
  /** Votes by the id of who votes: 10 approves, -10 rejects. */
  reviewers: Map<string, { vote: number; isRequired: boolean; displayName: string }>;
  labels: { id: string; name: string }[];
  statuses: Record<string, unknown>[];
  threads: Record<string, unknown>[];
};

/** Pull requests of a repository, by number. */
export const pullRequestsOf = areaState<Repository, Map<number, PullRequest>>(() => new Map());

export const sourceTip = ({ repository, status, source, closedSource }: PullRequest): string | undefined =>
  status === 'active' ? repository.refs.get(source) : closedSource;

export const targetTip = ({ repository, status, target, closedTarget }: PullRequest): string | undefined =>
  status === 'active' ? repository.refs.get(target) : closedTarget;

/** The one that the path names, in its repository or in any of the organisation. */
export const pullRequestOf = (call: Call): PullRequest => {
  const id = Number(call.path['pullRequestId']);
  const repositories =
    call.path['repositoryId'] === undefined ? repositoriesIn(call.organization) : [repositoryOf(call)];
  const found = repositories.map((repository) => pullRequestsOf(repository).get(id)).find(Boolean);
  return (
    found ??
    refuse(
      404,
      'GitPullRequestNotFoundException',
      `TF401180: The requested pull request was not found: ${call.path['pullRequestId']}.`,
    )
  );
};

/** The commits of its branch that its target lacks, newest first. */
export const commitsOf = (request: PullRequest): Commit[] => {
  const { store } = request.repository;
  const [source, target] = [sourceTip(request), targetTip(request)];
  if (source === undefined) return [];
  const there = new Set(target === undefined ? [] : historyOf(store, target).map(({ id }) => id));
  return historyOf(store, source).filter(({ id }) => !there.has(id));
};

const baseOf = ({ store }: Repository, one: string, other: string): Commit | undefined =>
  historyOf(store, one).find(({ id }) => isAncestor(store, id, other));

/** Files of both sides put together; `undefined` where both changed one. */
const mergedFiles = (
  base: ReadonlyMap<string, FileEntry>,
  ours: ReadonlyMap<string, FileEntry>,
  theirs: ReadonlyMap<string, FileEntry>,
): Map<string, FileEntry> | undefined => {
  const merged = new Map<string, FileEntry>();
  for (const path of new Set([...base.keys(), ...ours.keys(), ...theirs.keys()])) {
    const [was, our, their] = [base.get(path), ours.get(path), theirs.get(path)];
    const isSame = (a: FileEntry | undefined, b: FileEntry | undefined) =>
      a?.id === b?.id && a?.mode === b?.mode;
    if (!isSame(our, their) && !isSame(was, our) && !isSame(was, their)) return undefined;
    const kept = isSame(was, our) ? their : our;
    if (kept) merged.set(path, kept);
  }
  return merged;
};

/** The tree that a completion brings to the target; `undefined` where the sides conflict. */
export const mergedTree = (
  { repository }: PullRequest,
  source: string,
  target: string,
): string | undefined => {
  const { store } = repository;
  const files = (commit: Commit | undefined) => filesOf(store, commit);
  const merged = mergedFiles(
    files(baseOf(repository, source, target)),
    files(commitNamed(repository, target)),
    files(commitNamed(repository, source)),
  );
  return merged && putTree(store, merged);
};

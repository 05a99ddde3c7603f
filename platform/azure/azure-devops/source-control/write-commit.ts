import { createHash } from 'node:crypto';

import { PortError } from '../../../port-error.ts';
import { KEY_TRAILER, trailersOf } from '../../../source-control/commit-message.ts';
import type { Commit } from './git-answers.ts';
import { NOTHING, type Change, type Moved, type RepositoryGit } from './repository-git.ts';
import { splitChanges } from './tree-changes.ts';

/** Largest body of a push, about; what is larger becomes a chain of commits. */
export const MAX_PUSH_BYTES = 20 * 1024 * 1024;

/** On the last commit of a chain: of how many commits it is. */
const CHAIN_TRAILER = 'Factory-Commits';

/** On each before it: which one it is, and of which key. */
const PART_TRAILER = 'Factory-Part';

export type Written = { branch: string; key: string; message: string };

/** Where the commits of a chain are until they are complete. */
const chainBranch = (key: string, branch: string): string =>
  `refs/heads/factory/parts-${createHash('sha256').update(`${branch}\n${key}`).digest('hex').slice(0, 16)}`;

const partMessage = ({ key, message }: Written, part: number, parts: number): string =>
  `${message.split('\n', 1)[0]} (${part} of ${parts})\n\n${PART_TRAILER}: ${part}/${parts} ${key}\n`;

/** Removes what is left of the chain of a key, complete or not; false where somebody else was about it. */
export const clearChain = async (
  git: RepositoryGit,
  { key, branch }: Pick<Written, 'key' | 'branch'>,
): Promise<boolean> => {
  const chain = chainBranch(key, branch);
  const left = await git.tip(chain);
  return left === undefined || (await git.move(chain, left, NOTHING)).moved;
};

/** Removes what stands beside a commit that is made. Who may not remove a branch leaves it: the commit counts. */
const tidy = async (git: RepositoryGit, written: Pick<Written, 'key' | 'branch'>): Promise<void> => {
  try {
    await clearChain(git, written);
  } catch (error) {
    if (!PortError.is(error) || error.kind !== 'invalid-configuration') throw error;
  }
};

const stale = { moved: false, reason: 'stale' } as const;

const pushChain = async (
  git: RepositoryGit,
  base: string,
  written: Written,
  pushes: readonly (readonly Change[])[],
): Promise<Moved<string>> => {
  const branch = chainBranch(written.key, written.branch);
  if (!(await clearChain(git, written))) return stale;
  if (base !== NOTHING && !(await git.move(branch, NOTHING, base)).moved) return stale;
  let tip = base;
  for (const [index, changes] of pushes.entries()) {
    const isLast = index === pushes.length - 1;
    const message = isLast
      ? `${written.message}${CHAIN_TRAILER}: ${pushes.length}\n`
      : partMessage(written, index + 1, pushes.length);
    const pushed = await git.push(branch, tip, message, changes);
    if (!pushed.moved) return stale;
    tip = pushed.value;
  }
  const moved = await git.move(written.branch, base, tip);
  await tidy(git, written);
  return moved.moved ? { moved: true, value: tip } : stale;
};

/**
 * Commits changes on a branch that is at `base` (`NOTHING`: it is made). One push makes one commit; what is too large for one
 * becomes a chain of them on a branch aside, and the branch moves once, to its end.
 */
export const writeCommit = async (
  git: RepositoryGit,
  base: string,
  written: Written,
  changes: readonly Change[],
  maxPushBytes: number,
): Promise<Moved<string>> => {
  const pushes = splitChanges(changes, maxPushBytes);
  return pushes.length === 1
    ? git.push(written.branch, base, written.message, changes)
    : pushChain(git, base, written, pushes);
};

/** How many commits brought what a key asked for. */
const lengthOf = ({ comment }: Commit): number => {
  const [length = '1'] = trailersOf(comment, CHAIN_TRAILER);
  return /^[1-9]\d{0,3}$/.test(length) ? Number(length) : 1;
};

/** The commit before that of a key, or before its chain; `undefined` for the first of a branch. */
export const commitBefore = async (
  git: RepositoryGit,
  made: Commit,
  key: string,
): Promise<string | undefined> => {
  let [before] = made.parents;
  for (let part = lengthOf(made) - 1; part > 0 && before !== undefined; part -= 1) {
    const { comment, parents } = await git.commit(before);
    if (!trailersOf(comment, PART_TRAILER).some((value) => value.endsWith(` ${key}`))) return before;
    [before] = parents;
  }
  return before;
};

export const carriesKey = ({ comment }: { comment: string }, key: string): boolean =>
  trailersOf(comment, KEY_TRAILER).includes(key);

/** The commit at or below one that carries a key. */
export const findByKey = async (
  git: RepositoryGit,
  tip: string,
  key: string,
): Promise<Commit | undefined> => {
  for await (const commit of git.history(tip)) if (carriesKey(commit, key)) return git.commit(commit.id);
  return undefined;
};

/** Removes what a process that ended left beside a commit that it had completed. */
export const clearAfter = async (
  git: RepositoryGit,
  made: Commit,
  written: Pick<Written, 'key' | 'branch'>,
): Promise<void> => {
  if (lengthOf(made) > 1) await tidy(git, written);
};

import { createHash } from 'node:crypto';

import { bytesOf } from '../../../../factory/domain/artifact-bytes.ts';
import { PortError } from '../../../port-error.ts';
import { noBranch, nothingToPropose } from '../../../pull-requests/refusals.ts';
import type { KeyedStep } from '../../../pull-requests/steps.ts';
import { KEY_TRAILER, trailersOf } from '../../../source-control/commit-message.ts';
import { branchReference } from '../../../source-control/reference.ts';
import { NOTHING, type Change, type RepositoryGit } from '../source-control/repository-git.ts';
import { writeCommit } from '../source-control/write-commit.ts';

const blobId = (bytes: Uint8Array): string =>
  createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');

/** What a step does to a tree (blobs by path), which it changes. */
const changesOf = (tree: Map<string, string>, { files, remove }: KeyedStep): Change[] => {
  const removed = remove
    .filter((path) => tree.delete(path))
    .map((path): Change => ({ changeType: 'delete', path }));
  const written = files.flatMap((file): Change[] => {
    const bytes = bytesOf(file);
    const [there, blob] = [tree.get(file.path), blobId(bytes)];
    if (there === blob) return [];
    tree.set(file.path, blob);
    return [{ changeType: there === undefined ? 'add' : 'edit', path: file.path, bytes }];
  });
  return [...removed, ...written];
};

type Planned = { step: KeyedStep; changes: Change[] };

/** What is left to do of steps on top of a commit. */
const planSteps = async (
  git: RepositoryGit,
  commit: string,
  steps: readonly KeyedStep[],
): Promise<Planned[]> => {
  const tree = await git.files(commit);
  return steps
    .map((step) => ({ step, changes: changesOf(tree, step) }))
    .filter(({ changes }) => changes.length > 0);
};

const pushAll = async (
  git: RepositoryGit,
  ref: string,
  from: string,
  planned: readonly Planned[],
  maxPushBytes: number,
): Promise<string | undefined> => {
  let tip = from;
  for (const { step, changes } of planned) {
    const written = { branch: ref, key: step.key, message: step.message };
    const pushed = await writeCommit(git, tip, written, changes, maxPushBytes);
    if (!pushed.moved) return undefined;
    tip = pushed.value;
  }
  return tip;
};

/** Puts a commit per step on a branch that is at `tip`; `undefined` where somebody else moved it first. */
export const pushSteps = async (
  git: RepositoryGit,
  ref: string,
  tip: string,
  steps: readonly KeyedStep[],
  maxPushBytes: number,
): Promise<string | undefined> => pushAll(git, ref, tip, await planSteps(git, tip, steps), maxPushBytes);

export const keysIn = (comment: string): string[] => trailersOf(comment, KEY_TRAILER);

/** Keys of the commits that a branch has above its target; `undefined` where it holds others' only. */
const keysAbove = async (
  git: RepositoryGit,
  tip: string,
  target: string,
): Promise<ReadonlySet<string> | undefined> => {
  const below = new Set<string>();
  for await (const { id } of git.history(target)) {
    if (id === tip) return new Set();
    below.add(id);
  }
  const keys = new Set<string>();
  for await (const { id, comment } of git.history(tip)) {
    if (below.has(id)) break;
    for (const key of keysIn(comment)) keys.add(key);
  }
  return keys.size === 0 ? undefined : keys;
};

type Proposal = {
  repository: string;
  branch: string;
  targetBranch: string;
  steps: readonly KeyedStep[];
  maxPushBytes: number;
};

/**
 * A branch on top of the target with a commit per step; what a try left that ended is gone on with. `undefined` where somebody
 * else was about it.
 */
export const branchWithSteps = async (
  git: RepositoryGit,
  { repository, branch, targetBranch, steps, maxPushBytes }: Proposal,
): Promise<string | undefined> => {
  const target = await git.tip(branchReference(targetBranch));
  if (target === undefined) throw noBranch(repository, targetBranch);
  const ref = branchReference(branch);
  const tip = await git.tip(ref);
  const made = tip === undefined ? new Set<string>() : await keysAbove(git, tip, target);
  if (made === undefined)
    throw new PortError(
      'invalid-configuration',
      `Branch ${branch} of ${repository} was kept: it holds commits that are not of the factory. Remove it by hand if it shall go.`,
    );
  const from = tip ?? target;
  const left = steps.filter(({ key }) => !made.has(key));
  const planned = await planSteps(git, from, left);
  if (planned.length === 0 && made.size === 0) {
    // A try may have made the branch and ended; the target has come to hold what it was for.
    if (tip !== undefined) await git.move(ref, tip, NOTHING);
    throw nothingToPropose(repository, targetBranch);
  }
  if (tip === undefined && !(await git.move(ref, NOTHING, from)).moved) return undefined;
  return pushAll(git, ref, from, planned, maxPushBytes);
};

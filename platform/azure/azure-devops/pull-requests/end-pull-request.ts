import { setTimeout } from 'node:timers/promises';

import type { PullRequestState } from '../../../../factory/domain/pull-request.ts';
import { PortError } from '../../../port-error.ts';
import {
  hasConflicts,
  isBlocked,
  isCompleted,
  isStaleCommit,
  notActive,
} from '../../../pull-requests/refusals.ts';
import { branchReference } from '../../../source-control/reference.ts';
import { workSignal } from '../../interruption.ts';
import { refusalError, type AzureDevOpsRefusal } from '../azure-devops-refusal.ts';
import { NOTHING, type RepositoryGit } from '../source-control/repository-git.ts';
import { keysIn } from './branch-with-steps.ts';
import type { PullGit } from './pull-git.ts';

export type Place = {
  organization: string;
  repository: string;
  git: RepositoryGit;
  pull: PullGit;
  /** What it is now. */
  read: () => Promise<PullRequestState>;
};

/** The service merges after it has answered: how often, and after how long, in milliseconds, it is looked at. */
const LOOKS = 10;
const LOOK_MS = 1_000;

export type Sleep = (ms: number) => Promise<void>;

export const pause: Sleep = async (ms) => {
  const signal = workSignal(ms + LOOK_MS);
  await setTimeout(ms, undefined, { signal });
};

const merging = (repository: string, id: number): PortError =>
  new PortError('transient', `Azure DevOps is about to merge pull request ${id} of ${repository}.`, {
    retryAfterMs: 5_000,
  });

const refusedWith = ({ organization, repository }: Place, id: number, refusal: AzureDevOpsRefusal) => {
  const { typeKey, code } = refusal;
  if (/Policy/i.test(typeKey) || code === 'TF402453')
    return isBlocked(repository, id, ['A policy of its branch']);
  if (/Conflict/i.test(typeKey)) return hasConflicts(repository, id);
  // Its branch is where it shall be: the service has not seen that yet.
  if (/Stale/i.test(typeKey) || code === 'TF401192') return merging(repository, id);
  return refusalError(refusal, { organization, purpose: `complete pull request ${id} of ${repository}` });
};

const refuseEnd = (repository: string, state: PullRequestState, blockers: readonly string[]): void => {
  const { id } = state;
  if (blockers.length > 0) throw isBlocked(repository, id, blockers);
  if (state.mergeStatus === 'conflicts') throw hasConflicts(repository, id);
  if (state.mergeStatus === 'queued') throw merging(repository, id);
};

/** Merges a pull request that is at the commit that was looked at; the service checks that again. */
export const completePull = async (
  place: Place,
  commit: string,
  { blockers, sleep }: { blockers: () => Promise<string[]>; sleep: Sleep },
): Promise<PullRequestState> => {
  const { repository, pull, read } = place;
  const before = await read();
  const { id } = before;
  if (before.status === 'completed' && before.commit === commit) return before;
  if (before.commit !== commit) throw isStaleCommit(repository, id, commit, before.commit);
  if (before.status !== 'active') throw notActive(repository, before);
  refuseEnd(repository, before, await blockers());
  const refusal = await pull.change({
    status: 'completed',
    lastMergeSourceCommit: { commitId: commit },
    completionOptions: {
      mergeStrategy: 'noFastForward',
      deleteSourceBranch: true,
      transitionWorkItems: false,
    },
  });
  if (refusal) throw refusedWith(place, id, refusal);
  for (let look = 1; look <= LOOKS; look += 1) {
    const state = await read();
    if (state.status === 'completed') return state;
    await sleep(LOOK_MS);
  }
  throw merging(repository, id);
};

const change = async (place: Place, id: number, status: string): Promise<void> => {
  const refusal = await place.pull.change({ status });
  const { organization, repository } = place;
  if (refusal)
    throw refusalError(refusal, {
      organization,
      purpose: `make pull request ${id} of ${repository} ${status}`,
    });
};

/** Sets it to abandoned, and removes its branch where the factory committed last. Answers whether it was active. */
export const abandonPull = async (place: Place): Promise<boolean> => {
  const { repository, git, read } = place;
  const state = await read();
  const { id, sourceBranch, status, commit } = state;
  if (status === 'completed') throw isCompleted(repository, state);
  const ref = branchReference(sourceBranch);
  const tip = await git.tip(ref);
  const isOurs = tip !== undefined && keysIn((await git.commit(tip)).comment).length > 0;
  if (status === 'active' && tip !== undefined && !isOurs)
    throw new PortError(
      'invalid-configuration',
      `Pull request ${id} of ${repository} was kept: somebody committed to its branch ${sourceBranch}. Abandon it by hand if it shall go.`,
    );
  if (status === 'active') await change(place, id, 'abandoned');
  // One that a try left, too.
  if (isOurs && (status === 'active' || tip === commit)) await git.move(ref, tip, NOTHING);
  return status === 'active';
};

/** Makes an abandoned one active again, with its branch. */
export const reopenPull = async (place: Place): Promise<PullRequestState> => {
  const { repository, git, read } = place;
  const state = await read();
  const { id, status, commit, sourceBranch } = state;
  if (status === 'completed') throw isCompleted(repository, state);
  if (status === 'active') return state;
  const ref = branchReference(sourceBranch);
  const tip = await git.tip(ref);
  if (tip !== undefined && tip !== commit)
    throw new PortError(
      'invalid-configuration',
      `Pull request ${id} of ${repository} was not opened again: another one has its branch ${sourceBranch}.`,
    );
  if (tip === undefined) await git.move(ref, NOTHING, commit);
  await change(place, id, 'active');
  return read();
};

import type { PullRequestDraft, PullRequestIdentity } from '../../../../factory/domain/pull-request.ts';
import { PortError } from '../../../port-error.ts';
import { noBranch, notActive, nothingToPropose } from '../../../pull-requests/refusals.ts';
import type { KeyedStep } from '../../../pull-requests/steps.ts';
import { branchReference } from '../../../source-control/reference.ts';
import { sourceBranchOf } from '../../../source-control/source-branch.ts';
import { findByKey, headOf, type Revision } from '../source-control/bare-repository.ts';
import type { Author } from '../source-control/fast-import.ts';
import { changeRefs, ZEROS } from '../source-control/change-refs.ts';
import { onlyOneOf, PULL_REFS } from '../source-control/pull-request-refs.ts';
import { nextNumber } from '../source-control/pull-request.ts';
import { clearStaleLocks } from '../source-control/stale-locks.ts';
import { findRecord, recordRef, writeRecord, type PullRequestRecord } from './pull-request-record.ts';
import { isBelow, present } from './pull-request-state.ts';
import { importSteps } from './step-commits.ts';

const MAX_ATTEMPTS = 10;

export type Place = { gitDirectory: string; repository: string; author: Author; at: Date };

type Opened = Omit<Required<PullRequestDraft>, 'steps' | 'reviewers'> &
  Pick<PullRequestRecord, 'reviewers'> & { steps: readonly KeyedStep[]; author: PullRequestIdentity };

const busy = (repository: string): PortError =>
  new PortError('transient', `${repository} was changed by others meanwhile. Try again.`);

/** Whether the commits of steps are at or below a commit: they come all together. */
const holdsSteps = async (
  gitDirectory: string,
  tip: Revision,
  steps: readonly KeyedStep[],
): Promise<boolean> => {
  for (const { key } of steps) if (await findByKey(gitDirectory, tip, key)) return true;
  return false;
};

/** The branch of a draft with its commits; `undefined` where somebody else was about it. */
const branchWithSteps = async (place: Place, draft: Opened): Promise<string | undefined> => {
  const { gitDirectory, repository, author, at } = place;
  const { key, steps, targetBranch } = draft;
  branchReference(targetBranch);
  const target = await headOf(gitDirectory, targetBranch);
  if (!target) throw noBranch(repository, targetBranch);
  const branch = sourceBranchOf(key);
  const tip = await headOf(gitDirectory, branch);
  if (tip && !(await isBelow(gitDirectory, tip.commit, target.commit))) {
    if (await holdsSteps(gitDirectory, tip, steps)) return tip.commit;
    throw new PortError(
      'invalid-configuration',
      `Branch ${branch} of ${repository} was kept: it holds commits that are not of the factory. Remove it by hand if it shall go.`,
    );
  }
  const parent = target.commit;
  const imported = await importSteps(gitDirectory, { author, at, branch, parent, steps });
  if (imported === undefined) throw nothingToPropose(repository, targetBranch);
  if (imported.exitCode !== 0) await clearStaleLocks(gitDirectory);
  return imported.exitCode === 0 ? (await headOf(gitDirectory, branch))?.commit : undefined;
};

/** Opens a pull request, or answers the one that is there. */
export const openRecord = async (place: Place, draft: Opened): Promise<PullRequestRecord> => {
  const { gitDirectory, repository } = place;
  const { steps: _, ...said } = draft;
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const found = await findRecord(gitDirectory, draft.key);
    if (found && found.record.status !== 'abandoned') return found.record;
    const commit = await branchWithSteps(place, draft);
    if (commit === undefined) continue;
    const id = await nextNumber(gitDirectory);
    const sourceBranch = sourceBranchOf(draft.key);
    const record: PullRequestRecord = {
      ...said,
      workItemIds: [...said.workItemIds],
      labels: [...said.labels],
      id,
      status: 'active',
      sourceBranch,
      commit,
      threads: [],
      statuses: [],
    };
    const blob = await writeRecord(gitDirectory, record);
    const lines = [
      `verify ${PULL_REFS}/${id}/active ${ZEROS}`,
      `create ${recordRef(id)} ${blob}`,
      `create ${onlyOneOf(sourceBranch)} ${commit}`,
    ];
    if (await changeRefs(gitDirectory, lines)) return record;
  }
  throw busy(repository);
};

/** Puts steps on the branch of an active pull request, unless they are there. */
export const addSteps = async (
  {
    gitDirectory,
    repository,
    author,
    at,
    read,
  }: Place & { read: () => Promise<{ record: PullRequestRecord }> },
  steps: readonly KeyedStep[],
): Promise<void> => {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const record = await present(gitDirectory, (await read()).record);
    const { sourceBranch: branch, commit } = record;
    if (await holdsSteps(gitDirectory, { commit, tree: '' }, steps)) return;
    if (record.status !== 'active') throw notActive(repository, record);
    const imported = await importSteps(gitDirectory, { author, at, branch, parent: commit, steps });
    if (imported === undefined || imported.exitCode === 0) return;
    await clearStaleLocks(gitDirectory);
  }
  throw busy(repository);
};

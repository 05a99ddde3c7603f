import type { CommitStep } from '../../factory/domain/pull-request.ts';
import { PortError } from '../port-error.ts';
import { commitMessage } from '../source-control/commit-message.ts';
import { refuseUnsafeFiles } from '../source-control/repository-files.ts';

/** The key of one step's commit. */
export const stepKey = (key: string, index: number): string => `${key}#${index + 1}`;

export type KeyedStep = Required<CommitStep> & { key: string };

/** Steps with the messages of their commits; throws for what a repository of ours never holds, whether written or removed. */
export const keyedSteps = (
  key: string,
  steps: readonly CommitStep[],
  workItemIds: readonly number[],
): KeyedStep[] =>
  steps.map(({ message, files, remove = [] }, index) => {
    refuseUnsafeFiles([...files, ...remove.map((path) => ({ path, content: '' }))]);
    const both = remove.find((path) => files.some((file) => file.path === path));
    if (both !== undefined)
      throw new PortError('invalid-configuration', `A step both writes and removes ${JSON.stringify(both)}.`);
    const own = stepKey(key, index);
    return { key: own, message: commitMessage({ key: own, message, workItemIds }), files, remove };
  });

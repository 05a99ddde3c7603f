import { PortError } from '../../../port-error.ts';
import { describeRefusal, type AzureDevOpsRefusal } from '../azure-devops-refusal.ts';

/** A push to a branch that only pull requests may change. */
const PROTECTED = 'TF402455';

const STALE = new Set(['TF401028', 'GitReferenceStaleException']);

/** Whether somebody else moved the branch first. */
export const isStale = ({ code, typeKey }: AzureDevOpsRefusal): boolean =>
  STALE.has(code) || STALE.has(typeKey);

export const protectedError = (repository: string, branch: string): PortError =>
  new PortError(
    'invalid-configuration',
    `Branch ${branch} of ${repository} is protected: its policies let it change by pull requests only. Let the identity of the factory bypass policies when pushing, or have the change proposed as a pull request.`,
  );

/** Why a push was refused. */
export const pushError = (refusal: AzureDevOpsRefusal, repository: string, branch: string): PortError => {
  if (refusal.code === PROTECTED) return protectedError(repository, branch);
  const advice: Record<number, string> = {
    403: 'Give the identity of the factory the permissions Contribute and Create branch on the repository.',
    413: 'The push is too large for the service; lower the size at which pushes are split.',
  };
  return new PortError(
    'invalid-configuration',
    `Azure DevOps refused a push to branch ${branch} of ${repository}: ${describeRefusal(refusal)}. ${advice[refusal.status] ?? 'It does not take what the factory sent.'}`,
  );
};

/** Why a reference was not moved, by the status that the service gives it. */
export const updateError = (status: string, repository: string, name: string): PortError => {
  const branch = name.replace(/^refs\/(?:heads|tags)\//, '');
  if (status === 'rejectedByPolicy') return protectedError(repository, branch);
  const permission: Record<string, string> = {
    forcePushRequired: 'Force push (rewrite history, delete branches and tags)',
    writePermissionRequired: 'Contribute',
    createBranchPermissionRequired: 'Create branch',
    createTagPermissionRequired: 'Create tag',
  };
  const needs = permission[status];
  return new PortError(
    'invalid-configuration',
    needs === undefined
      ? `Azure DevOps did not move ${branch} of ${repository}: ${status.replace(/[^A-Za-z]/g, '').slice(0, 60)}.`
      : `The identity of the factory may not move ${branch} of ${repository}: it lacks the permission "${needs}".`,
  );
};

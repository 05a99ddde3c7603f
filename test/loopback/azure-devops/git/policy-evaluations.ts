import { policyTypes } from '../behaviour/policy-types.ts';
import { areaState } from '../state.ts';
import { blockingPolicies, type PolicyConfiguration } from './branch-policy.ts';
import type { PullRequest } from './pull-request.ts';

const MINIMUM_REVIEWERS = 'fa4e907d-c16b-4a4c-9dfa-4906e5d171dd';
const WORK_ITEMS = '40e92b44-2fe1-4dd6-b3d8-74a9c21d0c6e';

/** Policies that others satisfied, by id: a build that succeeded. */
export const satisfiedOf = areaState<PullRequest, Set<number>>(() => new Set());

const isSatisfied = (request: PullRequest, { id, type, settings }: PolicyConfiguration): boolean => {
  const kind = type.id.toLowerCase();
  if (kind === WORK_ITEMS) return request.workItemIds.length > 0;
  if (kind !== MINIMUM_REVIEWERS) return satisfiedOf(request).has(id);
  const approvals = [...request.reviewers.values()].filter(({ vote }) => vote >= 5).length;
  return approvals >= Number(settings['minimumApproverCount'] ?? 1);
};

/** What the policies of its target say of a pull request. */
export const evaluationsOf = (request: PullRequest) =>
  blockingPolicies(request.repository, request.target).map((configuration) => ({
    configuration,
    name: policyTypes[configuration.type.id.toLowerCase() as keyof typeof policyTypes],
    status: isSatisfied(request, configuration) ? 'approved' : 'queued',
  }));

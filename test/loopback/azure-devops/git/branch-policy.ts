import { areaState, type Project } from '../state.ts';
import type { Repository } from './repository.ts';

export type PolicyScope = { repositoryId?: string | null; refName?: string; matchKind?: string };

export type PolicyConfiguration = {
  id: number;
  type: { id: string };
  isEnabled: boolean;
  isBlocking: boolean;
  revision: number;
  settings: { scope: PolicyScope[] } & Record<string, unknown>;
  createdDate: string;
};

/** The policies of a project, by id. */
export const policiesOf = areaState<Project, Map<number, PolicyConfiguration>>(() => new Map());

const isInScope = (
  repository: Repository,
  ref: string,
  { repositoryId, refName, matchKind }: PolicyScope,
): boolean => {
  if (repositoryId !== undefined && repositoryId !== null && repositoryId !== repository.id) return false;
  const kind = matchKind?.toLowerCase() ?? 'exact';
  if (kind === 'defaultbranch') return ref === repository.defaultBranch;
  if (refName === undefined) return true;
  return kind === 'prefix' ? ref.startsWith(refName) : ref === refName;
};

/** Policies that must be satisfied before a branch changes. */
export const blockingPolicies = (repository: Repository, ref: string): PolicyConfiguration[] =>
  [...policiesOf(repository.project).values()].filter(
    ({ isEnabled, isBlocking, settings }) =>
      isEnabled && isBlocking && settings.scope.some((scope) => isInScope(repository, ref, scope)),
  );

/** The policy that lets a branch change by pull requests only. It does not keep a branch from being made. */
export const protectedBy = (repository: Repository, ref: string): PolicyConfiguration | undefined =>
  blockingPolicies(repository, ref)[0];

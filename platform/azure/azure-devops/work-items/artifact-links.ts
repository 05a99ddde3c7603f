import type { WorkItem } from '../../../../factory/domain/work-item.ts';
import type { DevOpsPlace } from '../devops-place.ts';
import type { DevOpsIds } from '../devops-projects.ts';
import { commitIn, pullRequestIn } from './artifact-link.ts';
import { ARTIFACT_LINK } from './json-patch.ts';
import type { Item } from './read-work-items.ts';

/** Commits and pull requests that a work item is linked with, of repositories that are there. */
export const linksOf = async (
  ids: DevOpsIds,
  place: DevOpsPlace,
  item: Item,
): Promise<Pick<WorkItem, 'commits' | 'pullRequests'>> => {
  const commits: WorkItem['commits'] = [];
  const pullRequests: NonNullable<WorkItem['pullRequests']> = [];
  for (const { rel, url } of item.relations) {
    const commit = rel === ARTIFACT_LINK ? commitIn(url) : undefined;
    const pull = rel === ARTIFACT_LINK ? pullRequestIn(url) : undefined;
    const repositoryId = commit?.repositoryId ?? pull?.repositoryId;
    const repository = repositoryId === undefined ? undefined : await ids.repositoryName(place, repositoryId);
    if (repository === undefined) continue;
    if (commit) commits.push({ repository, commit: commit.commit });
    if (pull) pullRequests.push({ repository, id: pull.id });
  }
  return { commits, ...(pullRequests.length === 0 ? {} : { pullRequests }) };
};

import type { PullRequest } from '../git/pull-request.ts';
import { workItemsOf } from './work-item-state.ts';

/** The service links work items that a pull request names with it, on their side, too. */
export const linkWorkItems = ({ id, repository, workItemIds }: PullRequest): void => {
  const { project } = repository;
  const url = `vstfs:///Git/PullRequestId/${project.id}%2F${repository.id}%2F${id}`;
  for (const item of workItemIds.map((number) => workItemsOf(project.organization).get(Number(number)))) {
    if (!item || item.relations.some((one) => one.url === url)) continue;
    item.relations.push({ rel: 'ArtifactLink', url, attributes: { name: 'Pull Request' } });
    item.rev += 1;
  }
};

import type { PullRequestStatus } from '../../factory/domain/pull-request.ts';

const contextOf = ({ genre, name }: PullRequestStatus): string => `${genre}/${name}`;

/** Of statuses in the order in which they were posted: the newest of each context, by context. */
export const newestStatuses = (statuses: readonly PullRequestStatus[]): PullRequestStatus[] =>
  [...new Map(statuses.map((status) => [contextOf(status), status]))]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, status]) => status);

/** Whether its context says the same already. */
export const isSaid = (statuses: readonly PullRequestStatus[], status: PullRequestStatus): boolean => {
  const there = newestStatuses(statuses).find((one) => contextOf(one) === contextOf(status));
  return (
    there?.state === status.state &&
    there.description === status.description &&
    there.targetUrl === status.targetUrl
  );
};

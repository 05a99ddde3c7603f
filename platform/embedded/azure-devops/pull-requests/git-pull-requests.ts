import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

import type {
  PullRequestIdentity,
  PullRequestState,
  ReviewVote,
} from '../../../../factory/domain/pull-request.ts';
import { PortError } from '../../../port-error.ts';
import type { Clock, PullRequests } from '../../../ports.ts';
import { blockingVotes } from '../../../pull-requests/blockers.ts';
import { boundedDraft, boundedStatus, commentText } from '../../../pull-requests/limits.ts';
import { isSaid, newestStatuses } from '../../../pull-requests/newest-statuses.ts';
import { noPullRequest, noReviewer, noThread } from '../../../pull-requests/refusals.ts';
import { keyedSteps } from '../../../pull-requests/steps.ts';
import { parseRepositoryName } from '../../../source-control/repository-name.ts';
import type { Author } from '../source-control/fast-import.ts';
import { threadOf, withChangedThread, withReply, withThread } from './comments.ts';
import { abandonRecord, completeRecord, reopenRecord } from './end-pull-request.ts';
import { addSteps, openRecord } from './open-pull-request.ts';
import {
  changeRecord,
  findRecord,
  identityOf,
  readRecord,
  type KeptThread,
  type PullRequestRecord,
} from './pull-request-record.ts';
import { stateOf } from './pull-request-state.ts';

/** What people do who have no other place to do it. */
export type LocalReview = {
  vote(repository: string, id: number, uniqueName: string, vote: ReviewVote): Promise<void>;
};

const reviewerOf = (uniqueName: string): PullRequestIdentity => {
  if (!/^[^\s@]+@[^\s@]+$/.test(uniqueName)) throw noReviewer(uniqueName);
  return identityOf(uniqueName);
};

const threadIn = (repository: string, record: PullRequestRecord, thread: number): KeptThread => {
  const found = record.threads.find((one) => one.id === thread);
  if (found) return found;
  throw noThread(repository, record.id, thread);
};

/**
 * Pull requests in bare git repositories: commits and branches are git's own, what is said of them is a blob beside them. Their
 * numbers count in a repository.
 */
export const createGitPullRequests = (options: {
  /** The workspace. */
  directory: string;
  clock: Clock;
  /** Who opens and writes. */
  author: Author;
}): PullRequests & LocalReview => {
  const { clock, author } = options;
  const root = join(resolve(options.directory), 'repositories');
  const writing = () => ({ author: identityOf(author.email, author.name), at: clock.now().toISOString() });

  const existing = (repository: string): string => {
    parseRepositoryName(repository);
    const gitDirectory = join(root, `${repository}.git`);
    if (existsSync(gitDirectory)) return gitDirectory;
    throw new PortError(
      'invalid-configuration',
      `There is no repository ${repository} in ${root}. Create it before it is used.`,
    );
  };

  const kept = async (repository: string, id: number) => {
    const found = await readRecord(existing(repository), id);
    if (found) return found;
    throw noPullRequest(repository, id);
  };

  const state = async (repository: string, record: PullRequestRecord): Promise<PullRequestState> =>
    stateOf(existing(repository), record);

  const change = (
    repository: string,
    id: number,
    how: (record: PullRequestRecord) => PullRequestRecord | undefined,
  ): Promise<PullRequestRecord> =>
    changeRecord(
      existing(repository),
      () => kept(repository, id),
      async (record) => {
        const changed = how(record);
        return changed && { record: changed };
      },
    );

  const at = (repository: string, id: number) => ({
    gitDirectory: existing(repository),
    repository,
    author,
    at: clock.now(),
    read: () => kept(repository, id),
  });

  return {
    async open(repository, given) {
      const gitDirectory = existing(repository);
      const draft = boundedDraft(given);
      const steps = keyedSteps(draft.key, draft.steps, draft.workItemIds);
      const reviewers = draft.reviewers.map(({ uniqueName, required }) => ({
        ...reviewerOf(uniqueName),
        required,
        vote: 'none' as const,
      }));
      const place = { gitDirectory, repository, author, at: clock.now() };
      const opened = { ...draft, steps, reviewers, author: writing().author };
      return state(repository, await openRecord(place, opened));
    },

    async addCommits(repository, id, { key, steps }) {
      const { record } = await kept(repository, id);
      const keyed = keyedSteps(key, steps, record.workItemIds);
      await addSteps(at(repository, id), keyed);
      return state(repository, (await kept(repository, id)).record);
    },

    async get(repository, id) {
      const found = await readRecord(existing(repository), id);
      return found && state(repository, found.record);
    },

    async find(repository, key) {
      const found = await findRecord(existing(repository), key);
      return found && state(repository, found.record);
    },

    async threads(repository, id) {
      return (await kept(repository, id)).record.threads.map(threadOf);
    },

    async openThread(repository, id, draft) {
      const markdown = commentText(draft.markdown);
      const now = writing();
      const record = await change(repository, id, (before) => {
        const made = withThread(before, { ...draft, markdown }, now);
        return 'record' in made ? made.record : undefined;
      });
      return threadOf(withThread(record, { ...draft, markdown }, now).thread);
    },

    async reply(repository, id, { thread, key, markdown }) {
      const answer = { key, markdown: commentText(markdown) };
      const now = writing();
      const record = await change(repository, id, (before) => {
        const there = threadIn(repository, before, thread);
        const replied = withReply(there, answer, now);
        return replied === there ? undefined : withChangedThread(before, replied);
      });
      return threadOf(threadIn(repository, record, thread));
    },

    async setThreadStatus(repository, id, thread, status) {
      await change(repository, id, (before) => {
        const there = threadIn(repository, before, thread);
        return there.status === status ? undefined : withChangedThread(before, { ...there, status });
      });
    },

    async postStatus(repository, id, given) {
      const status = boundedStatus(given);
      await change(repository, id, (before) =>
        isSaid(before.statuses, status)
          ? undefined
          : { ...before, statuses: newestStatuses([...before.statuses, status]) },
      );
    },

    async statuses(repository, id) {
      return newestStatuses((await kept(repository, id)).record.statuses);
    },

    async blockers(repository, id) {
      return blockingVotes((await kept(repository, id)).record.reviewers);
    },

    async complete(repository, id, commit) {
      return state(repository, await completeRecord(at(repository, id), commit));
    },

    async abandon(repository, id) {
      return abandonRecord(at(repository, id));
    },

    async reopen(repository, id) {
      return state(repository, await reopenRecord(at(repository, id)));
    },

    async vote(repository, id, uniqueName, vote) {
      const person = reviewerOf(uniqueName);
      await change(repository, id, (before) => {
        const others = before.reviewers.filter((one) => one.id !== person.id);
        const required = before.reviewers.find((one) => one.id === person.id)?.required ?? false;
        return { ...before, reviewers: [...others, { ...person, required, vote }] };
      });
    },
  };
};

import type { PullRequestDraft, PullRequestState } from '../../../../factory/domain/pull-request.ts';
import type { PullRequests } from '../../../ports.ts';
import { withMarker } from '../../../pull-requests/comment-marker.ts';
import { boundedDraft, boundedStatus, commentText } from '../../../pull-requests/limits.ts';
import { isSaid, newestStatuses } from '../../../pull-requests/newest-statuses.ts';
import { noPullRequest, noThread, notActive } from '../../../pull-requests/refusals.ts';
import { keyedSteps, type KeyedStep } from '../../../pull-requests/steps.ts';
import { parseRepositoryName } from '../../../source-control/repository-name.ts';
import { branchReference } from '../../../source-control/reference.ts';
import { sourceBranchOf } from '../../../source-control/source-branch.ts';
import type { AzureDevOpsHttp } from '../azure-devops-http.ts';
import { createInOrder, createSettle } from '../source-control/in-order.ts';
import { createRepositories } from '../source-control/repositories.ts';
import { NOTHING, type RepositoryGit } from '../source-control/repository-git.ts';
import { MAX_PUSH_BYTES } from '../source-control/write-commit.ts';
import { blockersOf } from './blockers.ts';
import { branchWithSteps, keysIn, pushSteps } from './branch-with-steps.ts';
import { abandonPull, completePull, pause, reopenPull, type Place, type Sleep } from './end-pull-request.ts';
import { createIdentities } from './identities.ts';
import { stateOf, statusesOf, type JsonPull } from './pull-answers.ts';
import { createPullGit, type PullGit } from './pull-git.ts';
import { isReplyOf, isThreadOf, threadBody, threadOf, type JsonThread } from './thread-answers.ts';

export type AzurePullRequestsOptions = {
  http: AzureDevOpsHttp;
  /** Calls where identities are kept: `identityUrlOf` says where. */
  people: AzureDevOpsHttp;
  /** About how large the body of a push may be, in bytes. */
  maxPushBytes?: number;
  sleep?: Sleep;
};

type Draft = Omit<Required<PullRequestDraft>, 'steps' | 'reviewers'> & {
  steps: readonly KeyedStep[];
  reviewers: readonly { id: string; isRequired: boolean }[];
};

const withTip = async (git: RepositoryGit, json: JsonPull): Promise<PullRequestState> => {
  const state = stateOf(json);
  if (state.status !== 'active') return state;
  return stateOf(json, await git.tip(branchReference(state.sourceBranch)));
};

const threadIn = (threads: readonly JsonThread[], place: Place, id: number, thread: number): JsonThread => {
  const found = threads.find((one) => one.id === thread && threadOf(one));
  if (found) return found;
  throw noThread(place.repository, id, thread);
};

const shown = (thread: JsonThread, repository: string, id: number) => {
  const answered = threadOf(thread);
  if (answered) return answered;
  throw noThread(repository, id, thread.id ?? 0);
};

const find = async ({
  git,
  pull,
}: {
  git: RepositoryGit;
  pull: PullGit;
}): Promise<PullRequestState | undefined> => {
  const json = await pull.read();
  return json && withTip(git, json);
};

/** Pull requests in Azure Repos, by REST alone. A push makes one commit: a step is a push, a large one a chain of them. */
export const createAzurePullRequests = ({
  http,
  people,
  maxPushBytes = MAX_PUSH_BYTES,
  sleep = pause,
}: AzurePullRequestsOptions): PullRequests => {
  const { existing } = createRepositories(http);
  const settle = createSettle(createInOrder());
  const identities = createIdentities(http, people);

  const pullAt = async (repository: string, id: number): Promise<{ git: RepositoryGit; pull: PullGit }> => {
    const git = await existing(repository);
    return { git, pull: createPullGit(http, git, repository, id) };
  };

  const known = async (
    repository: string,
    id: number,
  ): Promise<Place & { json: () => Promise<JsonPull> }> => {
    const at = await pullAt(repository, id);
    const json = async (): Promise<JsonPull> => {
      const found = await at.pull.read();
      if (found) return found;
      throw noPullRequest(repository, id);
    };
    const read = async () => withTip(at.git, await json());
    return { ...at, repository, organization: parseRepositoryName(repository).organization, json, read };
  };

  /** Opens what is not open; `undefined` where somebody else was about it. */
  const openOnce = async (
    git: RepositoryGit,
    repository: string,
    { key, steps, targetBranch, title, description, workItemIds, reviewers, labels }: Draft,
  ): Promise<number | undefined> => {
    const branch = sourceBranchOf(key);
    const sourceRefName = branchReference(branch);
    const [newest] = await git.pulls(sourceRefName);
    if (newest && newest.status !== 'abandoned') return newest.id;
    const tip = await git.tip(sourceRefName);
    // Of the one that was abandoned.
    const isLeft = tip !== undefined && tip === newest?.commit;
    if (isLeft && !(await git.move(sourceRefName, tip, NOTHING)).moved) return undefined;
    const made = await branchWithSteps(git, { repository, branch, targetBranch, steps, maxPushBytes });
    if (made === undefined) return undefined;
    const opened = await git.openPull({
      sourceRefName,
      targetRefName: branchReference(targetBranch),
      title,
      description,
      workItemRefs: workItemIds.map((id) => ({ id: String(id) })),
      ...(reviewers.length === 0 ? {} : { reviewers }),
      ...(labels.length === 0 ? {} : { labels: labels.map((name) => ({ name })) }),
    });
    return opened?.id;
  };

  return {
    async open(repository, given) {
      const { organization } = parseRepositoryName(repository);
      const draft = boundedDraft(given);
      const steps = keyedSteps(draft.key, draft.steps, draft.workItemIds);
      const git = await existing(repository);
      const reviewers: { id: string; isRequired: boolean }[] = [];
      for (const { uniqueName, required } of draft.reviewers)
        reviewers.push({ id: await identities.idOf(organization, uniqueName), isRequired: required });
      const id = await settle(repository, () => openOnce(git, repository, { ...draft, steps, reviewers }));
      return (await known(repository, id)).read();
    },

    async addCommits(repository, id, { key, steps }) {
      const { git, pull, read } = await known(repository, id);
      const keyed = keyedSteps(key, steps, (await read()).workItemIds);
      await settle(repository, async () => {
        const state = await read();
        const made = new Set((await pull.commits()).flatMap(({ comment }) => keysIn(comment)));
        const left = keyed.filter((step) => !made.has(step.key));
        if (left.length === 0) return true;
        if (state.status !== 'active') throw notActive(repository, state);
        const ref = branchReference(state.sourceBranch);
        const pushed = await pushSteps(git, ref, state.commit, left, maxPushBytes);
        return pushed === undefined ? undefined : true;
      });
      return read();
    },

    async get(repository, id) {
      return find(await pullAt(repository, id));
    },

    async find(repository, key) {
      const git = await existing(repository);
      const [newest] = await git.pulls(branchReference(sourceBranchOf(key)));
      return newest && find({ git, pull: createPullGit(http, git, repository, newest.id) });
    },

    async threads(repository, id) {
      const { pull } = await known(repository, id);
      return (await pull.threads())
        .toSorted((a, b) => (a.id ?? 0) - (b.id ?? 0))
        .flatMap((thread) => threadOf(thread) ?? []);
    },

    async openThread(repository, id, given) {
      const draft = { ...given, markdown: commentText(given.markdown) };
      const { pull, organization } = await known(repository, id);
      const self = await identities.self(organization);
      const there = (await pull.threads()).find((one) => isThreadOf(one, draft.key, self));
      return shown(there ?? (await pull.openThread(threadBody(draft))), repository, id);
    },

    async reply(repository, id, { thread, key, markdown }) {
      const text = commentText(markdown);
      const place = await known(repository, id);
      const { pull, organization } = place;
      const self = await identities.self(organization);
      const there = threadIn(await pull.threads(), place, id, thread);
      if (!there.comments?.some((one) => isReplyOf(one, key, self)))
        await pull.reply(thread, {
          content: withMarker(text, key),
          parentCommentId: there.comments?.[0]?.id ?? 1,
          commentType: 'text',
        });
      return shown(threadIn(await pull.threads(), place, id, thread), repository, id);
    },

    async setThreadStatus(repository, id, thread, status) {
      const place = await known(repository, id);
      const there = threadIn(await place.pull.threads(), place, id, thread);
      if (there.status === status) return;
      if (!(await place.pull.changeThread(thread, { status }))) throw noThread(repository, id, thread);
    },

    async postStatus(repository, id, given) {
      const { genre, name, ...said } = boundedStatus(given);
      const { pull } = await known(repository, id);
      if (isSaid(statusesOf(await pull.statuses()), { genre, name, ...said })) return;
      await pull.postStatus({ ...said, context: { genre, name } });
    },

    async statuses(repository, id) {
      const { pull } = await known(repository, id);
      return newestStatuses(statusesOf(await pull.statuses()));
    },

    async blockers(repository, id) {
      const { json } = await known(repository, id);
      return blockersOf(http, parseRepositoryName(repository), await json());
    },

    async complete(repository, id, commit) {
      const place = await known(repository, id);
      const blockers = async () => blockersOf(http, parseRepositoryName(repository), await place.json());
      return completePull(place, commit, { blockers, sleep });
    },

    async abandon(repository, id) {
      return abandonPull(await known(repository, id));
    },

    async reopen(repository, id) {
      return reopenPull(await known(repository, id));
    },
  };
};

import type { GeneratedFile } from './artifact.ts';

/** Who did something, as the service verified it: `id` cannot be chosen, `uniqueName` is an e-mail address or a principal. */
export type PullRequestIdentity = { id: string; uniqueName: string; displayName: string };

/** What a commit changes: these files are written, those paths go, all else stays byte for byte. */
export type CommitStep = { message: string; files: readonly GeneratedFile[]; remove?: readonly string[] };

/** A proposal of one commit per step, in their order, on top of the target branch. */
export type PullRequestDraft = {
  /** Idempotency key. */
  key: string;
  /** One line, at most 400 characters. */
  title: string;
  /** Markdown, at most 4,000 characters. */
  description: string;
  steps: readonly CommitStep[];
  /** `main` unless given. */
  targetBranch?: string;
  workItemIds?: readonly number[];
  /** By e-mail address or unique name. */
  reviewers?: readonly { uniqueName: string; required: boolean }[];
  labels?: readonly string[];
};

/** `approved` with or without suggestions. */
export type ReviewVote = 'approved' | 'none' | 'waiting' | 'rejected';

export type PullRequestReviewer = PullRequestIdentity & { required: boolean; vote: ReviewVote };

/** Whether it can be merged; `queued`: the service has not found out yet. */
export type MergeStatus = 'succeeded' | 'conflicts' | 'queued';

/** A pull request as it is now. Title and description may be anybody's: hostile. */
export type PullRequestState = {
  id: number;
  status: 'active' | 'abandoned' | 'completed';
  title: string;
  description: string;
  author: PullRequestIdentity;
  sourceBranch: string;
  targetBranch: string;
  /** Where its source branch is, or was when it was closed. */
  commit: string;
  mergeStatus: MergeStatus;
  /** What completing it made. */
  mergeCommit?: string;
  reviewers: PullRequestReviewer[];
  labels: string[];
  /** In ascending order. */
  workItemIds: number[];
};

export type ThreadStatus = 'active' | 'fixed' | 'closed';

/** A comment that a person, or the factory, wrote. `markdown` is hostile text. */
export type PullRequestComment = {
  id: number;
  author: PullRequestIdentity;
  markdown: string;
  at: string;
};

/** Comments on one thing. `file`: where in the tree, from line 1. `status`: `undefined` where nobody set one that is known. */
export type PullRequestThread = {
  id: number;
  status: ThreadStatus | undefined;
  file?: { path: string; line: number };
  comments: PullRequestComment[];
};

export type ThreadDraft = {
  /** Idempotency key. */
  key: string;
  markdown: string;
  status?: ThreadStatus;
  file?: { path: string; line: number };
};

export type StatusState = 'succeeded' | 'failed' | 'pending';

/** What a check says of a pull request, under a context `<genre>/<name>`: `factory/quality`. The newest of a context counts. */
export type PullRequestStatus = {
  genre: string;
  name: string;
  state: StatusState;
  /** One line, at most 200 characters. */
  description: string;
  /** `https` address of what it is about. */
  targetUrl?: string;
};

/**
 * What lies at a path of a repository, with the id of its object. `content`: of a file that can be written again byte for byte;
 * absent for what is no text, or too large.
 */
export type TreeFile = {
  path: string;
  kind: 'file' | 'link' | 'submodule';
  object: string;
  content?: string;
};

/** What a repository holds at a commit, sorted by path. */
export type RepositoryTree = { commit: string; files: TreeFile[] };

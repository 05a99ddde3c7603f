import type { Comment, GitPullRequestCommentThread } from 'azure-devops-node-api/interfaces/GitInterfaces.js';

import type {
  PullRequestComment,
  PullRequestThread,
  ThreadDraft,
  ThreadStatus,
} from '../../../../factory/domain/pull-request.ts';
import { carriesMarker, keyHash, withoutMarker } from '../../../pull-requests/comment-marker.ts';
import { identityOf } from './pull-answers.ts';

export type JsonComment = Omit<Comment, 'commentType' | 'publishedDate'> & {
  commentType?: string;
  publishedDate?: string;
};
export type JsonThread = Omit<GitPullRequestCommentThread, 'status' | 'comments'> & {
  status?: string;
  comments?: JsonComment[];
};

/** A property of a thread, which only who writes by the API can set. */
const KEY = 'Factory.Key';

const STATUSES: Readonly<Record<string, ThreadStatus>> = {
  active: 'active',
  pending: 'active',
  fixed: 'fixed',
  closed: 'closed',
  wontFix: 'closed',
  byDesign: 'closed',
};

/** Written by somebody, and still there: the service keeps notes of its own in threads. */
const isWritten = ({ commentType, isDeleted }: JsonComment): boolean =>
  commentType !== 'system' && isDeleted !== true;

const commentOf = ({
  id = 0,
  author,
  content = '',
  publishedDate = '',
}: JsonComment): PullRequestComment => ({
  id,
  author: identityOf(author),
  markdown: withoutMarker(content),
  at: publishedDate,
});

const fileOf = ({ threadContext }: JsonThread): PullRequestThread['file'] => {
  const { filePath, rightFileStart } = threadContext ?? {};
  const line = rightFileStart?.line;
  return filePath === undefined || line === undefined
    ? undefined
    : { path: filePath.replace(/^\//, ''), line };
};

/** `undefined` for one in which nobody wrote anything that is left. */
export const threadOf = (thread: JsonThread): PullRequestThread | undefined => {
  const comments = (thread.comments ?? []).filter(isWritten).map(commentOf);
  if (thread.isDeleted === true || comments.length === 0) return undefined;
  const file = fileOf(thread);
  return {
    id: thread.id ?? 0,
    status: STATUSES[thread.status ?? ''],
    ...(file ? { file } : {}),
    comments,
  };
};

const valueOf = (property: unknown): unknown =>
  typeof property === 'object' && property !== null ? (property as { $value?: unknown }).$value : property;

/** Whether an identity opened it under a key. */
export const isThreadOf = ({ properties, comments }: JsonThread, key: string, identity: string): boolean =>
  comments?.[0]?.author?.id === identity &&
  valueOf((properties as Record<string, unknown> | undefined)?.[KEY]) === keyHash(key);

/** Whether an identity wrote it under a key; that another wrote the marker says nothing. */
export const isReplyOf = ({ author, content = '' }: JsonComment, key: string, identity: string): boolean =>
  author?.id === identity && carriesMarker(content, key);

/** The body of a call that opens a thread. */
export const threadBody = ({ key, markdown, status = 'active', file }: ThreadDraft) => ({
  comments: [{ parentCommentId: 0, content: markdown, commentType: 'text' }],
  status,
  properties: { [KEY]: { $type: 'System.String', $value: keyHash(key) } },
  ...(file
    ? {
        threadContext: {
          filePath: `/${file.path}`,
          rightFileStart: { line: file.line, offset: 1 },
          rightFileEnd: { line: file.line, offset: 1 },
        },
      }
    : {}),
});

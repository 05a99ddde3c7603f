import type {
  PullRequestIdentity,
  PullRequestThread,
  ThreadDraft,
} from '../../../../factory/domain/pull-request.ts';
import type { KeptThread, PullRequestRecord } from './pull-request-record.ts';

/** A thread as it is answered: without the keys that it was written under. */
export const threadOf = ({ id, status, file, comments }: KeptThread): PullRequestThread => ({
  id,
  status,
  ...(file ? { file } : {}),
  comments: comments.map(({ id: comment, author, markdown, at }) => ({ id: comment, author, markdown, at })),
});

type Writing = { author: PullRequestIdentity; at: string };

/** The record with a thread more, unless its key has one by the same author. */
export const withThread = (
  record: PullRequestRecord,
  { key, markdown, status = 'active', file }: ThreadDraft,
  { author, at }: Writing,
): { record: PullRequestRecord; thread: KeptThread } | { thread: KeptThread } => {
  const there = record.threads.find((one) => one.key === key && one.comments[0]?.author.id === author.id);
  if (there) return { thread: there };
  const thread: KeptThread = {
    id: record.threads.length + 1,
    key,
    status,
    ...(file ? { file } : {}),
    comments: [{ id: 1, author, markdown, at }],
  };
  return { record: { ...record, threads: [...record.threads, thread] }, thread };
};

/** The thread with a comment more, unless its key has one by the same author. */
export const withReply = (
  thread: KeptThread,
  { key, markdown }: { key: string; markdown: string },
  { author, at }: Writing,
): KeptThread => {
  if (thread.comments.some((one) => one.key === key && one.author.id === author.id)) return thread;
  const id = thread.comments.length + 1;
  return { ...thread, comments: [...thread.comments, { id, key, author, markdown, at }] };
};

/** The record with a thread in the place of what it was. */
export const withChangedThread = (record: PullRequestRecord, thread: KeptThread): PullRequestRecord => ({
  ...record,
  threads: record.threads.map((one) => (one.id === thread.id ? thread : one)),
});

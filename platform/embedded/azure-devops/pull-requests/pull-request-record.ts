import { createHash } from 'node:crypto';

import type {
  PullRequestIdentity,
  PullRequestReviewer,
  PullRequestState,
  PullRequestStatus,
  PullRequestThread,
} from '../../../../factory/domain/pull-request.ts';
import { PortError } from '../../../port-error.ts';
import { changeRefs } from '../source-control/change-refs.ts';
import { PULL_REFS } from '../source-control/pull-request-refs.ts';
import { gitOutput } from '../source-control/run-git.ts';

type KeptComment = PullRequestThread['comments'][number] & { key?: string };
export type KeptThread = Omit<PullRequestThread, 'comments'> & { key: string; comments: KeptComment[] };

/** What is kept of a pull request beside git's own: a blob that `refs/pull/<number>/record` leads to. */
export type PullRequestRecord = Omit<PullRequestState, 'mergeStatus' | 'reviewers'> & {
  key: string;
  reviewers: PullRequestReviewer[];
  threads: KeptThread[];
  statuses: PullRequestStatus[];
};

export const recordRef = (id: number): string => `${PULL_REFS}/${id}/record`;

/** People of the embedded platform, by their e-mail addresses. */
export const identityOf = (uniqueName: string, displayName = uniqueName): PullRequestIdentity => ({
  id: createHash('sha256').update(uniqueName.toLowerCase()).digest('hex').slice(0, 32),
  uniqueName,
  displayName,
});

type Kept = { record: PullRequestRecord; blob: string };

const readBlob = async (gitDirectory: string, blob: string): Promise<Kept> => ({
  blob,
  record: JSON.parse(
    await gitOutput([`--git-dir=${gitDirectory}`, 'cat-file', 'blob', blob]),
  ) as PullRequestRecord,
});

/** Pull requests by number: blobs of their records. */
const recordsOf = async (gitDirectory: string): Promise<Map<number, string>> => {
  const output = await gitOutput([
    `--git-dir=${gitDirectory}`,
    'for-each-ref',
    '--format=%(refname) %(objectname)',
    PULL_REFS,
  ]);
  return new Map(
    output
      .split('\n')
      .map((line) => line.split(' '))
      .flatMap(([ref = '', blob = '']) => {
        const id = /^refs\/pull\/(\d+)\/record$/.exec(ref)?.[1];
        return id === undefined ? [] : [[Number(id), blob] as const];
      }),
  );
};

export const readRecord = async (gitDirectory: string, id: number): Promise<Kept | undefined> => {
  const blob = (await recordsOf(gitDirectory)).get(id);
  return blob === undefined ? undefined : readBlob(gitDirectory, blob);
};

/** The newest of a key. */
export const findRecord = async (gitDirectory: string, key: string): Promise<Kept | undefined> => {
  const records = [...(await recordsOf(gitDirectory))].toSorted(([a], [b]) => b - a);
  for (const [, blob] of records) {
    const kept = await readBlob(gitDirectory, blob);
    if (kept.record.key === key) return kept;
  }
  return undefined;
};

/** Writes a record as a blob, which nothing leads to yet; answers its id. */
export const writeRecord = async (gitDirectory: string, record: PullRequestRecord): Promise<string> => {
  const text = Buffer.from(JSON.stringify(record));
  return (await gitOutput([`--git-dir=${gitDirectory}`, 'hash-object', '-w', '--stdin'], text)).trim();
};

const MAX_ATTEMPTS = 10;

/**
 * Reads, changes and writes a record until nobody else came between, references with it in one step. `undefined` from `change`
 * leaves all as it is.
 */
export const changeRecord = async (
  gitDirectory: string,
  read: () => Promise<Kept>,
  change: (
    record: PullRequestRecord,
  ) => Promise<{ record: PullRequestRecord; refs?: readonly string[] } | undefined>,
): Promise<PullRequestRecord> => {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const { record, blob } = await read();
    const changed = await change(record);
    if (changed === undefined) return record;
    const written = await writeRecord(gitDirectory, changed.record);
    const lines = [`update ${recordRef(record.id)} ${written} ${blob}`, ...(changed.refs ?? [])];
    if (await changeRefs(gitDirectory, lines)) return changed.record;
  }
  throw new PortError('transient', 'The pull request was changed by others meanwhile. Try again.');
};

import type {
  GitCommit,
  GitItem,
  GitPullRequest,
  GitRefUpdateResult,
} from 'azure-devops-node-api/interfaces/GitInterfaces.js';

import { PortError } from '../../../port-error.ts';

export type Commit = { id: string; tree: string; parents: readonly string[]; comment: string };

export type Pull = { id: number; status: 'active' | 'abandoned' | 'completed'; commit: string };

export type Listed<Item> = { value: Item[] };

/** In JSON, enumerations are words where the types of the package have numbers. */
export type JsonPullRequest = Omit<GitPullRequest, 'status'> & { status?: string };
export type JsonRefUpdateResult = Omit<GitRefUpdateResult, 'updateStatus'> & { updateStatus?: string };
export type JsonItem = Omit<GitItem, 'gitObjectType'> & { gitObjectType?: string };

const missing = (what: string): PortError =>
  new PortError('transient', `Azure DevOps answered without ${what}.`);

/** What an answer must hold. */
export const needed = (value: string | undefined, what: string): string => {
  if (value === undefined || value === '') throw missing(what);
  return value;
};

/** An object id goes into paths of later calls: nothing else may. */
export const objectId = (value: string | undefined, what: string): string => {
  const id = needed(value, what);
  if (!/^[0-9a-f]{40}$/.test(id)) throw missing(what);
  return id;
};

export const commitOf = ({ commitId, treeId, parents = [], comment = '' }: GitCommit): Commit => ({
  id: objectId(commitId, 'the id of a commit'),
  tree: objectId(treeId, 'the tree of a commit'),
  parents: parents.map((parent) => objectId(parent, 'the parent of a commit')),
  comment,
});

const statuses = new Set<unknown>(['active', 'abandoned', 'completed']);

export const pullOf = ({
  pullRequestId = 0,
  status = '',
  lastMergeSourceCommit,
}: Pick<JsonPullRequest, 'pullRequestId' | 'status' | 'lastMergeSourceCommit'>): Pull => {
  if (!statuses.has(status)) throw missing('the state of a pull request');
  return {
    id: pullRequestId,
    status: status as Pull['status'],
    commit: objectId(lastMergeSourceCommit?.commitId, 'the commit of a pull request'),
  };
};

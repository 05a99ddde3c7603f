import type {
  GitCommit,
  GitCommitRef,
  GitPush,
  GitRef,
} from 'azure-devops-node-api/interfaces/GitInterfaces.js';

import type { TreeFile } from '../../../../factory/domain/pull-request.ts';
import { bodyOf, listAll, type AzureDevOpsHttp, type AzureDevOpsRequest } from '../azure-devops-http.ts';
import {
  commitOf,
  objectId,
  pullOf,
  type Commit,
  type JsonItem,
  type JsonPullRequest,
  type JsonRefUpdateResult,
  type Listed,
  type Pull,
} from './git-answers.ts';
import { isStale, pushError, updateError } from './git-refusals.ts';

/** What a reference that does not exist points to. */
export const NOTHING = '0'.repeat(40);

/** A change of a push. Content goes as base64, so that it arrives as it is. */
export type Change =
  { changeType: 'add' | 'edit'; path: string; bytes: Uint8Array } | { changeType: 'delete'; path: string };

/** What became of a move: `stale` where somebody else moved the reference first. */
export type Moved<Value> = { moved: true; value: Value } | { moved: false; reason: 'stale' };

const PAGE = 200;

const changeOf = (change: Change): unknown => ({
  changeType: change.changeType,
  item: { path: `/${change.path}` },
  ...('bytes' in change && {
    newContent: { content: Buffer.from(change.bytes).toString('base64'), contentType: 'base64encoded' },
  }),
});

const kindOf = ({ gitObjectType, isSymLink }: JsonItem): TreeFile['kind'] => {
  if (gitObjectType?.toLowerCase() === 'commit') return 'submodule';
  return isSymLink === true ? 'link' : 'file';
};

const itemOf = (item: JsonItem): TreeFile => ({
  path: (item.path ?? '').replace(/^\//, ''),
  kind: kindOf(item),
  object: objectId(item.objectId, 'the id of a file'),
});

type Place = { organization: string; project: string };

/** One repository, by id. `name` is for messages. */
export const createRepositoryGit = (
  http: AzureDevOpsHttp,
  { organization, project, id, name }: Place & { id: string; name: string },
) => {
  const root = `/${encodeURIComponent(project)}/_apis/git/repositories/${encodeURIComponent(id)}`;
  const request = (
    below: string,
    purpose: string,
    more: Partial<AzureDevOpsRequest> = {},
  ): AzureDevOpsRequest => ({
    organization,
    method: 'GET',
    path: `${root}${below}`,
    purpose: `${purpose} of the repository ${name}`,
    ...more,
  });

  const refs = async (prefix: string): Promise<Map<string, string>> => {
    const all = await listAll<GitRef>(
      http,
      request('/refs', 'list references', { query: { filter: prefix } }),
    );
    return new Map(all.map((ref) => [ref.name ?? '', objectId(ref.objectId, 'the id of a reference')]));
  };

  const commit = async (commitId: string): Promise<Commit> =>
    commitOf(bodyOf(await http<GitCommit>(request(`/commits/${commitId}`, 'read a commit'))));

  /** A commit and what is below it, newest first; a long comment is read by itself. */
  async function* history(tip: string): AsyncGenerator<{ id: string; comment: string }> {
    for (let skip = 0; ; skip += PAGE) {
      const query = {
        'searchCriteria.itemVersion.versionType': 'commit',
        'searchCriteria.itemVersion.version': tip,
        'searchCriteria.$top': PAGE,
        'searchCriteria.$skip': skip,
      };
      const answer = await http<Listed<GitCommitRef>>(request('/commits', 'list commits', { query }));
      const page = bodyOf(answer).value;
      for (const { commitId = '', comment = '', commentTruncated } of page)
        yield commentTruncated === true ? await commit(commitId) : { id: commitId, comment };
      if (page.length < PAGE) return;
    }
  }

  /** All but folders of a commit, by path. */
  const items = async (commitId: string): Promise<Map<string, TreeFile>> => {
    const query = {
      scopePath: '/',
      recursionLevel: 'full',
      'versionDescriptor.versionType': 'commit',
      'versionDescriptor.version': commitId,
    };
    const answer = await http<Listed<JsonItem>>(request('/items', 'list the files', { query }));
    const entries = bodyOf(answer).value.filter(
      ({ gitObjectType }) => gitObjectType?.toLowerCase() !== 'tree',
    );
    return new Map(entries.map(itemOf).map((item) => [item.path, item]));
  };

  return {
    /** For calls of the repository that are not here. */
    request,
    refs,
    commit,
    history,
    items,

    /** `undefined` where there is no such commit. */
    async commitIfThere(commitId: string): Promise<Commit | undefined> {
      const { body } = await http<GitCommit>(
        request(`/commits/${commitId}`, 'read a commit', { answers: [404] }),
      );
      return body && commitOf(body);
    },

    /** What a reference points to, by its full name. */
    async tip(ref: string): Promise<string | undefined> {
      return (await refs(ref.replace(/^refs\//, ''))).get(ref);
    },

    /** The bytes of a file at a commit. */
    async bytes(commitId: string, file: string): Promise<Uint8Array> {
      const query = {
        path: `/${file}`,
        $format: 'octetStream',
        'versionDescriptor.versionType': 'commit',
        'versionDescriptor.version': commitId,
      };
      const headers = { accept: 'application/octet-stream' };
      const answer = await http<Uint8Array>(request('/items', 'read a file', { query, headers, raw: true }));
      return answer.body ?? new Uint8Array();
    },

    /** The same: object ids by path. */
    async files(commitId: string): Promise<Map<string, string>> {
      return new Map([...(await items(commitId))].map(([path, { object }]) => [path, object]));
    },

    /** One commit on a branch that is at `from`. */
    async push(
      branch: string,
      from: string,
      comment: string,
      changes: readonly Change[],
    ): Promise<Moved<string>> {
      const body = {
        refUpdates: [{ name: branch, oldObjectId: from }],
        commits: [{ comment, changes: changes.map(changeOf) }],
      };
      const answer = await http<GitPush>(
        request('/pushes', 'push to a branch', { method: 'POST', body, answers: [400, 403, 409, 413] }),
      );
      const { refusal } = answer;
      if (refusal && isStale(refusal)) return { moved: false, reason: 'stale' };
      if (refusal) throw pushError(refusal, name, branch.replace('refs/heads/', ''));
      return { moved: true, value: objectId(bodyOf(answer).commits?.[0]?.commitId, 'the commit of a push') };
    },

    /** Moves a reference from where it is; `NOTHING` makes or removes one. */
    async move(ref: string, from: string, to: string): Promise<Moved<undefined>> {
      const body = [{ name: ref, oldObjectId: from, newObjectId: to }];
      const answer = await http<Listed<JsonRefUpdateResult>>(
        request('/refs', 'move a reference', { method: 'POST', body }),
      );
      const [result] = bodyOf(answer).value;
      if (result?.success === true) return { moved: true, value: undefined };
      const status = result?.updateStatus ?? '';
      if (status === 'staleOldObjectId') return { moved: false, reason: 'stale' };
      throw updateError(status, name, ref);
    },

    /** Pull requests of a branch, in whatever state, newest first. */
    async pulls(sourceRef: string): Promise<Pull[]> {
      const query = { 'searchCriteria.sourceRefName': sourceRef, 'searchCriteria.status': 'all' };
      const answer = await http<Listed<JsonPullRequest>>(
        request('/pullrequests', 'list pull requests', { query }),
      );
      return bodyOf(answer)
        .value.map(pullOf)
        .toSorted((a, b) => b.id - a.id);
    },

    /** `undefined` where there is an active one of these branches. */
    async openPull(body: {
      sourceRefName: string;
      targetRefName: string;
      title: string;
      description: string;
      workItemRefs: { id: string }[];
      reviewers?: readonly { id: string; isRequired: boolean }[];
      labels?: readonly { name: string }[];
    }): Promise<Pull | undefined> {
      const answer = await http<JsonPullRequest>(
        request('/pullrequests', 'open a pull request', { method: 'POST', body, answers: [409] }),
      );
      return answer.body && pullOf(answer.body);
    },

    async abandonPull(pull: number): Promise<void> {
      const body = { status: 'abandoned' };
      await http(request(`/pullrequests/${pull}`, 'abandon a pull request', { method: 'PATCH', body }));
    },
  };
};

export type RepositoryGit = ReturnType<typeof createRepositoryGit>;

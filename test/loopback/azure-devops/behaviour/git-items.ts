import { textOf, type Behaviours, type Call, type Reply } from '../call.ts';
import { filesOf, putTree, type Commit, type FileEntry } from '../git/git-objects.ts';
import { repositoryOf, type Repository } from '../git/repository.ts';
import { refuse } from '../refusal.ts';
import { onlyParameters, repositoryUrl, versionedCommit } from './git-resources.ts';

const VERSION = ['versionDescriptor.version', 'versionDescriptor.versionType'];

type Item = { path: string; isFolder: boolean; objectId: string };

const below = (files: ReadonlyMap<string, FileEntry>, folder: string): Map<string, FileEntry> => {
  const prefix = folder === '' ? '' : `${folder}/`;
  return new Map(
    [...files].flatMap(([path, entry]) =>
      path.startsWith(prefix) ? [[path.slice(prefix.length), entry] as const] : [],
    ),
  );
};

const foldersOf = (files: ReadonlyMap<string, FileEntry>): Set<string> =>
  new Set(
    [...files.keys()].flatMap((path) =>
      path.split('/').map((_, index, segments) => segments.slice(0, index).join('/')),
    ),
  );

/** Everything in a commit's tree, folders included, by path. */
const itemsOf = ({ store }: Repository, commit: Commit): Map<string, Item> => {
  const files = filesOf(store, commit);
  const folders = [...foldersOf(files).add('')].map((path): Item => ({
    path,
    isFolder: true,
    objectId: putTree(store, below(files, path)),
  }));
  const blobs = [...files].map(([path, { id }]): Item => ({ path, isFolder: false, objectId: id }));
  return new Map([...folders, ...blobs].map((item) => [item.path, item]));
};

const isInScope = (scope: string, level: string, path: string): boolean => {
  if (path === scope) return true;
  const rest = scope === '' ? path : path.slice(scope.length + 1);
  if (level === 'none' || (scope !== '' && !path.startsWith(`${scope}/`))) return false;
  return level === 'full' || !rest.includes('/');
};

const itemResource = (
  call: Call,
  repository: Repository,
  commit: Commit,
  { path, isFolder, objectId }: Item,
) => ({
  objectId,
  gitObjectType: isFolder ? 'tree' : 'blob',
  commitId: commit.id,
  path: `/${path}`,
  ...(isFolder && { isFolder }),
  url: `${repositoryUrl(call, repository)}/items/${encodeURIComponent(path)}?versionType=Commit&version=${commit.id}`,
});

const scopeOf = (given: string): string => given.replace(/^\/|\/$/g, '');

const refuseMissing = (path: string): never =>
  refuse(
    404,
    'GitItemNotFoundException',
    `TF401174: The item '${path}' could not be found in the repository at the version specified.`,
  );

/** Text where it is asked for as JSON, else the bytes. */
const fileReply = (call: Call, repository: Repository, commit: Commit, item: Item): Reply => {
  const { bytes } = repository.store.objects.get(item.objectId)!;
  const isJson = /json/i.test(textOf(call, '$format') ?? call.headers['accept'] ?? '');
  if (!isJson) return { raw: { bytes, contentType: 'application/octet-stream' } };
  const resource = itemResource(call, repository, commit, item);
  return {
    body: call.query['includeContent'] === true ? { ...resource, content: bytes.toString('utf8') } : resource,
  };
};

/** Files and folders of a version. */
export const gitItems: Behaviours = {
  'git.Items_List': (call) => {
    onlyParameters(call, 'scopePath', 'recursionLevel', ...VERSION);
    const repository = repositoryOf(call);
    const commit = versionedCommit(call, repository, 'versionDescriptor');
    const items = itemsOf(repository, commit);
    const scope = scopeOf(textOf(call, 'scopePath') ?? '/');
    if (!items.has(scope)) return refuseMissing(`/${scope}`);
    const level = (textOf(call, 'recursionLevel') ?? 'none').toLowerCase();
    const found = [...items.values()].filter(({ path }) => isInScope(scope, level, path));
    return { body: found.map((item) => itemResource(call, repository, commit, item)) };
  },
  'git.Items_Get': (call) => {
    onlyParameters(call, 'path', 'includeContent', 'download', '$format', ...VERSION);
    const repository = repositoryOf(call);
    const commit = versionedCommit(call, repository, 'versionDescriptor');
    const path = scopeOf(textOf(call, 'path') ?? '');
    const item = itemsOf(repository, commit).get(path);
    if (!item) return refuseMissing(`/${path}`);
    return item.isFolder
      ? { body: itemResource(call, repository, commit, item) }
      : fileReply(call, repository, commit, item);
  },
};

import { refuse } from '../refusal.ts';
import {
  filesOf,
  putBlob,
  putCommit,
  putTree,
  type Commit,
  type FileEntry,
  type Signature,
} from './git-objects.ts';
import type { Repository } from './repository.ts';

export type Change = {
  changeType: string;
  item: { path: string };
  sourceServerItem?: string;
  newContent?: { content: string; contentType: string };
};

const refusePath = (message: string): never => refuse(400, 'GitInvalidPathException', message);

/** A path of the tree: without its slash, refused where git cannot hold it. */
const pathOf = (given: string): string => {
  const segments = given.split('/').slice(1);
  const isBad = segments.some((segment) => ['', '.', '..'].includes(segment) || /^\.git$/i.test(segment));
  return isBad ? refusePath(`TF401035: The path ${given} is not valid.`) : segments.join('/');
};

const contentOf = ({ newContent, item: { path } }: Change): Buffer => {
  if (!newContent) return refusePath(`The change of ${path} needs newContent.`);
  const { content, contentType } = newContent;
  if (contentType.toLowerCase() === 'rawtext') return Buffer.from(content, 'utf8');
  const bytes = Buffer.from(content, 'base64');
  return bytes.toString('base64') === content
    ? bytes
    : refuse(400, 'InvalidArgumentValueException', `The content of ${path} is no base64.`);
};

type Applied = { path: string; entry?: FileEntry };

const takeOut = (files: Map<string, FileEntry>, path: string): FileEntry => {
  const entry =
    files.get(path) ?? refusePath(`TF401174: The item '/${path}' could not be found in the repository.`);
  files.delete(path);
  return entry;
};

const refuseContent = ({ newContent, item: { path } }: Change): void => {
  if (newContent) refusePath(`The change of ${path} must not have newContent.`);
};

/** What a change takes out of the tree, done at once; and what it puts in, done when all is out. */
const prepare = (repository: Repository, files: Map<string, FileEntry>, change: Change): Applied[] => {
  const path = pathOf(change.item.path);
  const write = (mode: string): Applied => ({
    path,
    entry: { mode, id: putBlob(repository.store, contentOf(change)) },
  });
  switch (change.changeType.toLowerCase()) {
    case 'add':
      return [write('100644')];
    case 'edit':
      return [write(takeOut(files, path).mode)];
    case 'delete':
      refuseContent(change);
      takeOut(files, path);
      return [];
    case 'rename': {
      refuseContent(change);
      if (change.sourceServerItem === undefined)
        return refusePath(`The rename to ${path} needs sourceServerItem.`);
      return [{ path, entry: takeOut(files, pathOf(change.sourceServerItem)) }];
    }
    default:
      return refusePath(`The change type ${change.changeType} is not taken.`);
  }
};

const isFolder = (files: ReadonlyMap<string, FileEntry>, path: string): boolean =>
  [...files.keys()].some((other) => other.startsWith(`${path}/`));

const isBelowFile = (files: ReadonlyMap<string, FileEntry>, path: string): boolean =>
  path.split('/').some((_, index, segments) => index > 0 && files.has(segments.slice(0, index).join('/')));

const putIn = (files: Map<string, FileEntry>, { path, entry }: Applied): void => {
  if (files.has(path) || isFolder(files, path) || isBelowFile(files, path))
    refusePath(
      `TF401035: The path '/${path}' specified by the add operation already exists. Please specify a new path.`,
    );
  if (entry) files.set(path, entry);
};

/** Makes the commit of a push. Refuses changes that do not fit the tree they are made to. */
export const pushCommit = (
  repository: Repository,
  parent: Commit | undefined,
  commit: { comment: string; changes: readonly Change[]; author: Signature; committer: Signature },
): Commit => {
  const { changes, ...said } = commit;
  const paths = changes.map(({ item }) => item.path);
  const twice = paths.find((path, index) => paths.indexOf(path) !== index);
  if (twice !== undefined) refusePath(`TF401035: More than one change is made to ${twice}.`);
  const files = new Map(filesOf(repository.store, parent));
  for (const applied of changes.flatMap((change) => prepare(repository, files, change)))
    putIn(files, applied);
  return putCommit(repository.store, {
    ...said,
    treeId: putTree(repository.store, files),
    parents: parent ? [parent.id] : [],
  });
};

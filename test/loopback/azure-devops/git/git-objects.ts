import { createHash } from 'node:crypto';

/** A file of a tree. Mode as git writes it: `100644`. */
export type FileEntry = { mode: string; id: string };

/** Who did something, and when (whole seconds count). */
export type Signature = { name: string; email: string; date: Date };

export type Commit = {
  id: string;
  treeId: string;
  parents: readonly string[];
  author: Signature;
  committer: Signature;
  comment: string;
  /** In which order the repository got its commits, from 1. */
  order: number;
};

type Type = 'blob' | 'tree' | 'commit';

/** The objects of a repository, each under the id that git gives it. */
export type ObjectStore = {
  /** Content without its header. */
  objects: Map<string, { type: Type; bytes: Buffer }>;
  commits: Map<string, Commit>;
  /** By tree, every file below it by path; no folders. */
  trees: Map<string, ReadonlyMap<string, FileEntry>>;
};

export const createObjectStore = (): ObjectStore => ({
  objects: new Map(),
  commits: new Map(),
  trees: new Map(),
});

const put = ({ objects }: ObjectStore, type: Type, bytes: Buffer): string => {
  const id = createHash('sha1').update(`${type} ${bytes.length}\0`).update(bytes).digest('hex');
  objects.set(id, { type, bytes });
  return id;
};

export const putBlob = (store: ObjectStore, bytes: Buffer): string => put(store, 'blob', bytes);

type Child = { name: string; mode: string; id: string };

/** Git sorts by bytes, a folder as if its name ended in a slash. */
const sortKey = ({ name, mode }: Child): Buffer => Buffer.from(mode === '40000' ? `${name}/` : name);

/** Keeps the tree of some files, with all trees below it. */
export const putTree = (store: ObjectStore, files: ReadonlyMap<string, FileEntry>): string => {
  const children: Child[] = [];
  const folders = new Map<string, Map<string, FileEntry>>();
  for (const [path, entry] of files) {
    const slash = path.indexOf('/');
    if (slash === -1) children.push({ name: path, ...entry });
    else {
      const folder = path.slice(0, slash);
      const below = folders.get(folder) ?? new Map<string, FileEntry>();
      folders.set(folder, below.set(path.slice(slash + 1), entry));
    }
  }
  for (const [name, below] of folders) children.push({ name, mode: '40000', id: putTree(store, below) });
  const lines = children
    .toSorted((a, b) => Buffer.compare(sortKey(a), sortKey(b)))
    .map(({ name, mode, id }) => Buffer.concat([Buffer.from(`${mode} ${name}\0`), Buffer.from(id, 'hex')]));
  const id = put(store, 'tree', Buffer.concat(lines));
  store.trees.set(id, new Map(files));
  return id;
};

const signed = (role: string, { name, email, date }: Signature): string =>
  `${role} ${name} <${email}> ${Math.floor(date.getTime() / 1_000)} +0000\n`;

export const putCommit = (store: ObjectStore, commit: Omit<Commit, 'id' | 'order'>): Commit => {
  const { treeId, parents, author, committer, comment } = commit;
  const text =
    `tree ${treeId}\n` +
    parents.map((parent) => `parent ${parent}\n`).join('') +
    `${signed('author', author)}${signed('committer', committer)}\n${comment}`;
  const id = put(store, 'commit', Buffer.from(text));
  const made = { ...commit, id, order: store.commits.get(id)?.order ?? store.commits.size + 1 };
  store.commits.set(id, made);
  return made;
};

export const filesOf = (store: ObjectStore, commit: Commit | undefined): ReadonlyMap<string, FileEntry> =>
  commit ? (store.trees.get(commit.treeId) ?? new Map()) : new Map();

/** A commit and all below it, newest first. */
export const historyOf = (store: ObjectStore, tip: string): Commit[] => {
  const seen = new Map<string, Commit>();
  const open = [tip];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const commit = store.commits.get(id);
    if (!commit || seen.has(id)) continue;
    seen.set(id, commit);
    open.push(...commit.parents);
  }
  return [...seen.values()].toSorted((a, b) => b.order - a.order);
};

export const isAncestor = (store: ObjectStore, ancestor: string, of: string): boolean =>
  historyOf(store, of).some(({ id }) => id === ancestor);

/** A folder or a file among artifacts. */
export type TreeNode = {
  /** `services/audit-trail` or `services/audit-trail/README.md`: unique, also between a folder and a file. */
  key: string;
  name: string;
  /** Absent for a file. */
  children?: TreeNode[];
};

/** A node on its line, as the ARIA tree pattern counts. */
export type TreeRow = { node: TreeNode; level: number; position: number; size: number; expanded?: boolean };

type Folder = { folders: Map<string, Folder>; files: Set<string> };

const emptyFolder = (): Folder => ({ folders: new Map(), files: new Set() });

const byName = (a: TreeNode, b: TreeNode): number => (a.name < b.name ? -1 : 1);

const nodesOf = ({ folders, files }: Folder, prefix: string): TreeNode[] => [
  ...[...folders]
    .map(([name, folder]) => ({
      key: `${prefix}${name}/`,
      name,
      children: nodesOf(folder, `${prefix}${name}/`),
    }))
    .toSorted(byName),
  ...[...files].map((name) => ({ key: prefix + name, name })).toSorted(byName),
];

const enter = (folder: Folder, name: string): Folder => {
  const inner = folder.folders.get(name) ?? emptyFolder();
  folder.folders.set(name, inner);
  return inner;
};

/** Paths as a tree: folders before files, each by name. The key of a folder ends in `/`. */
export const treeOf = (paths: readonly string[]): TreeNode[] => {
  const root = emptyFolder();
  for (const path of paths) {
    const names = path.split('/');
    const file = names.pop() ?? path;
    names.reduce(enter, root).files.add(file);
  }
  return nodesOf(root, '');
};

/** Keys of the folders above a path, outermost first. */
export const foldersAbove = (path: string): string[] =>
  [...path.matchAll(/\//g)].map(({ index }) => path.slice(0, index + 1));

/** Paths that hold every word, in any order and case. */
export const filterPaths = (paths: readonly string[], filter: string): string[] => {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  return paths.filter((path) => words.every((word) => path.toLowerCase().includes(word)));
};

/** The rows that are seen: those whose folders are all open. */
export const rowsOf = (nodes: readonly TreeNode[], isOpen: (key: string) => boolean, level = 1): TreeRow[] =>
  nodes.flatMap((node, index) => {
    const row = { node, level, position: index + 1, size: nodes.length };
    if (!node.children) return [row];
    const expanded = isOpen(node.key);
    return [{ ...row, expanded }, ...(expanded ? rowsOf(node.children, isOpen, level + 1) : [])];
  });

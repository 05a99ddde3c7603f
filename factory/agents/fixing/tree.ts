import type { GeneratedFile } from '../../domain/artifact.ts';
import { isNode, parseSources, walk, type Node, type SourceFile } from '../../domain/syntax.ts';

/** The files under repair, parsed when somebody asks, and the same files as their generators write them again. */
export type Tree = {
  paths: readonly string[];
  sourceOf: (path: string) => SourceFile | undefined;
  /** As the generators write it; `undefined` for what they do not write. */
  writtenOf: (path: string) => SourceFile | undefined;
  writtenPaths: readonly string[];
};

const parsedOnce = (files: readonly GeneratedFile[]): ((path: string) => SourceFile | undefined) => {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const parsed = new Map<string, SourceFile | undefined>();
  return (path) => {
    const file = byPath.get(path);
    if (!parsed.has(path) && file) parsed.set(path, parseSources([file])[0]);
    return parsed.get(path);
  };
};

const CODE = /^(?:src|libs|test)\/.*\.ts$/;
const codePaths = (files: readonly GeneratedFile[]): string[] =>
  files
    .map(({ path }) => path)
    .filter((path) => CODE.test(path))
    .toSorted();

export const treeOf = (files: readonly GeneratedFile[], written: readonly GeneratedFile[]): Tree => ({
  paths: codePaths(files),
  sourceOf: parsedOnce(files),
  writtenOf: parsedOnce(written),
  writtenPaths: codePaths(written),
});

/** A list of nodes in a property of a node. */
export const nodesIn = (node: Node | undefined, key: string): Node[] => {
  const value = node?.[key];
  return Array.isArray(value) ? value.filter(isNode) : [];
};

/** A node in a property of a node. */
export const nodeIn = (node: Node | undefined, key: string): Node | undefined => {
  const value = node?.[key];
  return isNode(value) ? value : undefined;
};

/** The name of an identifier. */
export const nameOf = (node: Node | undefined): string | undefined =>
  typeof node?.['name'] === 'string' ? node['name'] : undefined;

/** The statements of a file. */
export const statementsOf = (source: SourceFile | undefined): Node[] =>
  nodesIn(nodeIn(source?.root, 'program'), 'body');

/** All nodes of a kind, in source order. */
export const nodesOf = (source: SourceFile | undefined, ...types: string[]): Node[] => {
  const found: Node[] = [];
  if (source?.root)
    walk(source.root, (node) => {
      if (types.includes(node.type)) found.push(node);
    });
  return found;
};

/** Those that begin on a line. */
export const onLine = (nodes: readonly Node[], line: number | undefined): Node[] =>
  nodes.filter(({ loc }) => loc.start.line === line);

/** Those that a line runs through. */
export const around = (nodes: readonly Node[], line: number | undefined): Node[] =>
  nodes.filter(({ loc }) => line !== undefined && loc.start.line <= line && loc.end.line >= line);

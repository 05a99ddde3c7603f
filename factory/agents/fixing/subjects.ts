import type { Finding } from '../../domain/quality-report.ts';
import { isRelative, resolved } from './module-path.ts';
import { quoted } from './repairs/repair.ts';
import type { Tree } from './tree.ts';

/** Folders whose every file a generator writes; what else lies there is a stray. */
const WRITTEN = /^(?:src|libs|test\/(?:unit|integration|support))\//;

/** A path of the tree in a message or a stack. */
const NAMED = /(?:src|libs|test)\/[\w./-]+\.ts/g;

/** Files that a file imports from the tree. */
export const importedBy = (path: string, tree: Tree): string[] =>
  [tree.sourceOf(path), tree.writtenOf(path)].flatMap((source) =>
    (source?.imports ?? []).flatMap(({ specifier }) =>
      isRelative(specifier) ? [resolved(path, specifier)] : [],
    ),
  );

const isTest = (path: string): boolean => path.startsWith('test/');

/** Files that a finding is about: its own, those that its message names, and what a test looks at. */
export const subjectsOf = ({ file, message }: Finding, tree: Tree): string[] => {
  const named = message.match(NAMED) ?? [];
  const quotedModules = quoted(message).filter(isRelative);
  const modules = file === undefined ? [] : quotedModules.map((specifier) => resolved(file, specifier));
  const own = file === undefined ? [] : [file];
  const tested = own.filter(isTest).flatMap((path) => importedBy(path, tree));
  return [...new Set([...own, ...named, ...modules, ...tested])].toSorted();
};

/** All that files need, directly or not, with themselves. */
export const closureOf = (paths: readonly string[], tree: Tree): string[] => {
  const found = new Set(paths);
  for (const path of found) for (const next of importedBy(path, tree)) found.add(next);
  return [...found].toSorted();
};

/** Whether a file is not as its generator writes it. */
export const isDifferent = (path: string, tree: Tree): boolean =>
  tree.sourceOf(path)?.content !== tree.writtenOf(path)?.content;

/** Whether a file is as its generator writes it, while something that it needs is not: that is then what is wrong. */
export const isInnocent = (path: string, tree: Tree): boolean =>
  !isDifferent(path, tree) && closureOf([path], tree).some((each) => isDifferent(each, tree));

/** Files of the tree where only generators write, and which none of them writes. */
export const straysOf = (tree: Tree): string[] => {
  const written = new Set(tree.writtenPaths);
  return written.size === 0 ? [] : tree.paths.filter((path) => WRITTEN.test(path) && !written.has(path));
};

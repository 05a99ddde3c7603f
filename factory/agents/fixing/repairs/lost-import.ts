import type { Node, SourceFile } from '../../../domain/syntax.ts';
import type { Edit } from '../edits.ts';
import { countOf, importsOf } from '../modules.ts';
import { statementsOf, type Tree } from '../tree.ts';

const textOf = ({ content }: SourceFile, node: Node | undefined): string =>
  node ? content.slice(node.start, node.end) : '';

/** The statement of a file that reads as one of another file. */
const sameIn = (source: SourceFile, other: SourceFile, node: Node | undefined): Node | undefined =>
  node && statementsOf(source).find((each) => textOf(source, each) === textOf(other, node));

/** Whether all names of an import are used in a file, and none of them is imported there. */
const isLost = (source: SourceFile, written: SourceFile, declaration: Node): boolean => {
  const names = importsOf(written).filter((each) => each.declaration === declaration);
  const known = importsOf(source).map(({ local }) => local);
  return names.every(({ local }) => !known.includes(local) && countOf(source.content, local) > 0);
};

/** The gap between the neighbours of a statement, as it is in a file that lacks the statement; the file may begin with the gap. */
const gapOf = (source: SourceFile, written: SourceFile, statement: Node): Edit[] => {
  const all = statementsOf(written);
  const index = all.indexOf(statement);
  const [before, after] = [all[index - 1], all[index + 1]];
  const last = sameIn(source, written, before);
  const next = sameIn(source, written, after);
  if (!next || !after || (before && !last)) return [];
  const text = written.content.slice(before?.end ?? 0, after.start);
  return [{ path: source.path, start: last?.end ?? 0, end: next.start, text }];
};

/**
 * The import that brings a name in the file as its generator writes it, between the same statements as there; nothing where a
 * part of it is here, or its neighbours are not.
 */
export const lostImport = (source: SourceFile, name: string, tree: Tree): Edit[] => {
  const written = tree.writtenOf(source.path);
  const declaration = importsOf(written).find(({ local }) => local === name)?.declaration;
  return written && declaration && isLost(source, written, declaration)
    ? gapOf(source, written, declaration)
    : [];
};

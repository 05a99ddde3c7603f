import type { GeneratedFile } from '../../domain/artifact.ts';

/** A replacement of text between two offsets of a file as it lies there. */
export type Edit = { path: string; start: number; end: number; text: string };

const inOrder = (one: Edit, other: Edit): number => one.start - other.start || one.end - other.end;

const isSame = (one: Edit, other: Edit): boolean =>
  one.start === other.start && one.end === other.end && one.text === other.text;

/** Each edit once, without those that touch text which an earlier one replaces. Insertions may share a place. */
const compatible = (edits: readonly Edit[]): Edit[] => {
  const kept: Edit[] = [];
  for (const edit of edits.toSorted(inOrder)) {
    const end = kept.at(-1)?.end ?? 0;
    if (edit.start >= end && !kept.some((each) => isSame(each, edit))) kept.push(edit);
  }
  return kept;
};

/** What is left of an import when all of its names are gone. */
const EMPTY_IMPORT = /^import (?:type )?\{[\s,]*\} from '[^']*';\n/gm;

const edited = (content: string, edits: readonly Edit[]): string => {
  let text = content;
  for (const { start, end, text: put } of compatible(edits).toReversed())
    text = text.slice(0, start) + put + text.slice(end);
  return text.replaceAll(EMPTY_IMPORT, '');
};

/** The files that edits change or add, changed. Edits of one file are all in terms of its text as it is. */
export const applyEdits = (files: readonly GeneratedFile[], edits: readonly Edit[]): GeneratedFile[] => {
  const contents = new Map(files.map(({ path, content }) => [path, content]));
  return [...Map.groupBy(edits, ({ path }) => path)].flatMap(([path, own]) => {
    const content = contents.get(path) ?? '';
    const now = edited(content, own);
    return now === content ? [] : [{ path, content: now }];
  });
};

import { parseAllDocuments, type Document } from 'yaml';

export type Line = { index: number; text: string; indent: number; isBlank: boolean };

export const indentOf = (text: string): number => text.length - text.trimStart().length;

export const linesOf = (content: string): Line[] =>
  content.split('\n').map((text, index) => ({
    index,
    text,
    indent: indentOf(text),
    isBlank: /^\s*(?:#|$)/.test(text),
  }));

/** Documents of a file, with the errors of their syntax. */
export const documentsOf = (content: string): Document.Parsed[] => {
  const parsed = parseAllDocuments(content);
  return 'empty' in parsed ? [] : parsed;
};

/** Where a parser stops: the line (from 0), and whether it is for a key that stands there twice. */
export type Stop = { index: number; isTwin: boolean };

/** Where a parser stops; empty where it reads the file. */
export const stopsOf = (content: string): Stop[] =>
  documentsOf(content)
    .flatMap(({ errors }) => errors)
    .map(({ code, linePos }) => ({
      index: (linePos?.[0].line ?? 1) - 1,
      isTwin: code === 'DUPLICATE_KEY',
    }));

/** The index after a line and all that stands below it. */
export const endOfBlock = (lines: readonly Line[], index: number): number => {
  const { indent = 0 } = lines[index] ?? {};
  const next = lines.find((line) => line.index > index && !line.isBlank && line.indent <= indent);
  const end = next?.index ?? lines.length;
  const last = lines.findLast((line) => line.index < end && !line.isBlank);
  return (last?.index ?? index) + 1;
};

const moved = (text: string, by: number): string =>
  by >= 0 ? ' '.repeat(by) + text : text.slice(Math.min(-by, indentOf(text)));

/** Text with lines from `start` to before `end` moved to the right, or to the left. */
export const shifted = (content: string, start: number, end: number, by: number): string =>
  content
    .split('\n')
    .map((text, index) => (index >= start && index < end && text.trim() !== '' ? moved(text, by) : text))
    .join('\n');

/** Indentations that stand around a line, and the columns where items of lists begin their text. */
export const indentsAround = (lines: readonly Line[], index: number, reach = 12): number[] => {
  const near = lines.filter((line) => !line.isBlank && Math.abs(line.index - index) <= reach);
  return [
    ...new Set(near.flatMap(({ indent, text }) => (/^\s*- /.test(text) ? [indent, indent + 2] : [indent]))),
  ];
};

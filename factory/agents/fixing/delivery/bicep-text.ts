import type { GeneratedFile } from '../../../domain/artifact.ts';
import type { Finding } from '../../../domain/quality-report.ts';
import { rewritten, withLine, type Change } from './change.ts';

/** A declaration of a template: the lines (from 0) that it takes, with the decorators above it. */
export type Declaration = { keyword: string; name: string; start: number; line: number; end: number };

export const KEYWORDS = [
  'param',
  'var',
  'resource',
  'module',
  'output',
  'type',
  'import',
  'metadata',
  'func',
];

const DECLARATION = /^(param|var|resource|module|type|func) (\w+)/;

/** The index after a declaration that begins on a line: that of its closing line, indented no deeper. */
const endOf = (lines: readonly string[], line: number): number => {
  if (!/[[{(]\s*$/.test(lines[line] ?? '')) return line + 1;
  const closing = lines.findIndex((text, index) => index > line && /^[\]})]/.test(text));
  return closing < 0 ? line + 1 : closing + 1;
};

const startOf = (lines: readonly string[], line: number): number => {
  let start = line;
  while (start > 0 && /^@|^#disable/.test(lines[start - 1] ?? '')) start -= 1;
  return start;
};

export const declarationsIn = (content: string): Declaration[] => {
  const lines = content.split('\n');
  return lines.flatMap((text, line) => {
    const [, keyword, name] = DECLARATION.exec(text) ?? [];
    return keyword === undefined || name === undefined
      ? []
      : [{ keyword, name, start: startOf(lines, line), line, end: endOf(lines, line) }];
  });
};

/** A name by itself, not within a longer one. */
export const word = (name: string): RegExp => new RegExp(`(?<!\\w)${name}(?!\\w)`, 'g');

/** Declarations that nothing in their file uses. */
export const unusedIn = (content: string): Declaration[] =>
  declarationsIn(content).filter(({ name }) => (content.match(word(name)) ?? []).length === 1);

export type Place = { within: GeneratedFile; lines: readonly string[]; index: number; text: string };

/** Where a finding is; `undefined` where its file is not there. */
export const placeOf = ({ file, line }: Finding, files: readonly GeneratedFile[]): Place | undefined => {
  const within = files.find(({ path }) => path === file);
  if (!within) return undefined;
  const lines = within.content.split('\n');
  const index = (line ?? 1) - 1;
  return { within, lines, index, text: lines[index] ?? '' };
};

/** The line of a place as another text; `undefined` takes it away. */
export const asLine = ({ within, index }: Place, text: string | undefined): Change[] =>
  rewritten(within, withLine(within.content, index, text));

/** Without lines from `start` to before `end`, and without the empty line that they leave twice. */
export const withoutLines = (content: string, start: number, end: number): string =>
  content
    .split('\n')
    .filter((_, index) => index < start || index >= end)
    .join('\n')
    .replace(/\n{3,}/g, '\n\n');

/** Texts between double quotation marks, in order. */
export const quotedIn = (message: string): string[] =>
  [...message.matchAll(/"([^"]*)"/g)].map(([, text = '']) => text);

/** The code of the compiler, or the name of the linter's rule. */
export const codeOf = ({ rule }: Finding): string => rule.slice(rule.indexOf('/') + 1);

import { indentOf } from './yaml-lines.ts';

type Open = { closer: string; indent: number };

const CLOSER: Readonly<Record<string, string>> = { '{': '}', '[': ']', '(': ')' };

/** A line without what strings and comments hold. */
const bare = (text: string): string => text.replaceAll(/'(?:[^'\\]|\\.)*'/g, '').replace(/\/\/.*$/, '');

/** What a line closes of those that are open, and what it leaves open. */
const after = (text: string, open: readonly Open[]): Open[] => {
  const left = [...open];
  for (const mark of bare(text).match(/[[\]{}()]/g) ?? []) {
    const closer = CLOSER[mark];
    if (closer) left.push({ closer, indent: indentOf(text) });
    else left.pop();
  }
  return left;
};

const isAside = (text: string): boolean => /^\s*(?:$|\/\/|@|#)/.test(text);

/** Where what a block lacks belongs: before empty lines, comments and decorators of what follows. */
const insertAt = (lines: readonly string[]): number => lines.findLastIndex((text) => !isAside(text)) + 1;

type State = { lines: string[]; open: Open[] };

const closed = ({ lines, open }: State, isTooDeep: (indent: number) => boolean): State => {
  const left = [...open];
  const added: string[] = [];
  for (let top = left.at(-1); top && isTooDeep(top.indent); top = left.at(-1)) {
    added.push(' '.repeat(top.indent) + top.closer);
    left.pop();
  }
  const at = insertAt(lines);
  return { lines: [...lines.slice(0, at), ...added, ...lines.slice(at)], open: left };
};

const read = (state: State, text: string): State => {
  if (isAside(text)) return { ...state, lines: [...state.lines, text] };
  const indent = indentOf(text);
  const isClosing = /^\s*[\]})]/.test(text);
  const top = state.open.at(-1);
  // Closes what nothing opened.
  if (isClosing && (!top || top.indent < indent)) return state;
  const ready = closed(state, (each) => (isClosing ? each > indent : each >= indent));
  return { lines: [...ready.lines, text], open: after(text, ready.open) };
};

/** Brackets as the indentation says: what is left open is closed where its block ends, what closes nothing is taken away. */
export const balanced = (content: string): string => {
  const start: State = { lines: [], open: [] };
  const { lines } = closed(content.split('\n').reduce(read, start), () => true);
  return lines.join('\n');
};

import type { Edit } from '../edits.ts';
import { wordOf } from '../modules.ts';
import { quoted, type Repair } from './repair.ts';

/** Offsets of the lines of a text. */
const lineAt = (content: string, line: number): { start: number; end: number } => {
  const start = content
    .split('\n')
    .slice(0, line - 1)
    .reduce((sum, text) => sum + text.length + 1, 0);
  const end = content.indexOf('\n', start);
  return { start, end: end < 0 ? content.length : end };
};

const replaced = (
  path: string,
  content: string,
  wrong: string,
  right: string,
  from: number,
  to: number,
): Edit[] =>
  [...content.slice(from, to).matchAll(wordOf(wrong))].map(({ index }) => ({
    path,
    start: from + index,
    end: from + index + wrong.length,
    text: right,
  }));

/** The name that the compiler thinks was meant is written instead: on the line, for an import in the whole file. */
export const takeSuggestedName: Repair = {
  strategy: 'known-diagnostic',
  edits: ({ file, line, message }, tree) => {
    const content = tree.sourceOf(file)?.content;
    const [before = '', after = ''] = message.split(/Did you mean/);
    const right = quoted(after)[0];
    const wrong = quoted(before).find((each) => /^[\w$-]+$/.test(each) && each !== right);
    if (content === undefined || right === undefined || !wrong || line === undefined) return [];
    const { start, end } = lineAt(content, line);
    const isImport = /has no exported member/.test(message);
    return isImport
      ? replaced(file, content, wrong, right, 0, content.length)
      : replaced(file, content, wrong, right, start, end).slice(0, 1);
  },
};

/** A comment that switches a tool off is removed; what it hid is found then. */
export const removeSuppression: Repair = {
  strategy: 'known-diagnostic',
  edits: ({ file, line }, tree) => {
    const content = tree.sourceOf(file)?.content;
    if (content === undefined || line === undefined) return [];
    const { start, end } = lineAt(content, line);
    const text = content.slice(start, end);
    const without = text.replace(/\s*(?:\/\/.*|\/\*.*?\*\/)\s*$/, '');
    const isWhole = without.trim() === '';
    return [
      {
        path: file,
        start,
        end: isWhole ? Math.min(end + 1, content.length) : end,
        text: isWhole ? '' : without,
      },
    ];
  },
};

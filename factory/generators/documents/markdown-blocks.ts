import { text } from './markdown-text.ts';

/** Blocks of a Markdown document, separated by blank lines; empty ones are left out. */
export const document = (...blocks: readonly string[]): string => `${blocks.filter(Boolean).join('\n\n')}\n`;

/** A table; the cells are Markdown already. Empty when it has no rows. */
export const table = (columns: readonly string[], rows: readonly (readonly string[])[]): string =>
  rows.length === 0
    ? ''
    : [columns, columns.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

/** A list; the items are Markdown already. */
export const bullets = (items: readonly string[]): string => items.map((item) => `- ${item}`).join('\n');

/** Words of someone else, line by line. */
export const quote = (value: string): string =>
  value
    .trim()
    .split(/\r\n|\r|\n/)
    .map((line) => `> ${text(line)}`.trimEnd())
    .join('\n');

/** A code block whose fence is longer than any in the code. */
export const codeBlock = (language: string, code: string): string => {
  const longest = Math.max(2, ...Array.from(code.matchAll(/`+/g), ([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${code}\n${fence}`;
};

/**
 * Code within a line, with delimiters that its own backticks do not end. A backslash before a bar cannot be code in a table:
 * such code is written as text.
 */
export const code = (value: string): string => {
  const line = value.replace(/\s+/g, ' ').trim();
  if (line.includes('\\|')) return text(line);
  if (!line.includes('`')) return `\`${line.replaceAll('|', '\\|')}\``;
  const longest = Math.max(...Array.from(line.matchAll(/`+/g), ([run]) => run.length));
  const mark = '`'.repeat(longest + 1);
  return `${mark} ${line.replaceAll('|', '\\|')} ${mark}`;
};

import { format, resolveConfig } from 'prettier';

/** Text of a cell: on one line, a bar escaped, in code, too. */
const cell = (text: string): string => text.replaceAll(/\s+/g, ' ').replaceAll('|', String.raw`\|`);

/** A table, or nothing where there are no rows. */
export const table = (header: readonly string[], rows: readonly (readonly string[])[]): string =>
  rows.length === 0
    ? ''
    : [header, header.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n');

export const code = (text: string): string => (text === '' ? '' : `\`${text}\``);

export const fenced = (language: string, text: string): string =>
  `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;

/** The anchor that a heading gets where Markdown is shown. */
export const anchor = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\w\s-]/g, '')
    .replaceAll(' ', '-');

/** A document of blocks; empty ones are left out. Formatted as the project's other Markdown is. */
export const document = async (path: string, blocks: readonly string[]): Promise<string> =>
  format(blocks.filter((block) => block !== '').join('\n\n'), {
    ...(await resolveConfig(path)),
    parser: 'markdown',
  });

/** Said at the top of every document that is made. */
export const madeFrom = (source: string): string =>
  `<!-- Made by \`npm run docs\` from ${source}. Change that, not this. -->`;

import { format } from 'prettier';

import { commandEntries } from './command-line/command-table.ts';
import { EXIT_CODES } from './command-line/exit-codes.ts';
import { optionEntries, optionText } from './command-line/option-table.ts';
import { synopsis } from './help.ts';

/** A bar ends a cell of a table, in code, too. */
const cell = (text: string): string => text.replaceAll('|', String.raw`\|`);

const table = (header: readonly string[], rows: readonly (readonly string[])[]): string =>
  [header, header.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n');

const sections: Readonly<Record<string, () => string>> = {
  commands: () =>
    table(
      ['command', 'what it does'],
      commandEntries.map(([name, { description }]) => [`\`${synopsis(name)}\``, description]),
    ),
  examples: () =>
    `\`\`\`sh\n${commandEntries
      .flatMap(([, { examples }]) => examples.map((example) => `npx factory ${example}`))
      .join('\n')}\n\`\`\``,
  options: () =>
    table(
      ['option', 'default', 'meaning'],
      optionEntries.map(([name, entry]) => {
        const fallback = entry.value?.default;
        const short = entry.short ? `, \`-${entry.short}\`` : '';
        return [
          `\`${optionText(name, entry)}\`${short}`,
          fallback === undefined ? '' : `\`${fallback}\``,
          entry.description,
        ];
      }),
    ),
  'exit codes': () =>
    table(
      ['code', 'meaning'],
      EXIT_CODES.map(({ code, meaning }) => [code, meaning]),
    ),
};

/** A document with what stands between its marks `<!-- begin: name -->` and `<!-- end -->` made anew. Throws where a mark is missing. */
export const withSection = (document: string, name: string, section: string): string => {
  const begin = `<!-- begin: ${name} -->`;
  const from = document.indexOf(begin);
  const to = document.indexOf('<!-- end -->', from);
  if (from < 0 || to < 0) throw new Error(`There is no ${begin} … <!-- end --> in the document.`);
  return `${document.slice(0, from + begin.length)}\n\n${section}\n\n${document.slice(to)}`;
};

/** docs/cli.md with its tables and examples made anew. */
export const withReference = (document: string): Promise<string> => {
  const made = Object.entries(sections).reduce(
    (text, [name, section]) => withSection(text, name, section()),
    document,
  );
  return format(made, { parser: 'markdown', printWidth: 110, singleQuote: true });
};

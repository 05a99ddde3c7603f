import type { CommandEntry, Values } from '../command-line/command-entry.ts';
import { commandEntries } from '../command-line/command-table.ts';
import { optionEntries, type OptionEntry } from '../command-line/option-table.ts';
import { candidatesOf } from './completed.ts';

/** fish looks for backslashes and quotes in single quotes only. */
const quoted = (text: string): string => `'${text.replaceAll('`', '').replace(/['\\]/g, String.raw`\$&`)}'`;

const value = (values: Values | undefined): string => {
  const candidates = candidatesOf(values);
  switch (candidates.kind) {
    case 'words':
      return ` -x -a ${quoted(candidates.words.join(' '))}`;
    case 'file':
      return ' -r -F';
    case 'folder':
      return " -x -a '(__fish_complete_directories)'";
    case 'none':
      return ' -x';
  }
};

const option = (name: string, entry: OptionEntry): string => {
  const users = commandEntries.filter(([, { options }]) => options.some((own) => own === name));
  const condition = entry.own
    ? ` -n ${quoted(`__fish_seen_subcommand_from ${users.map(([command]) => command).join(' ')}`)}`
    : '';
  const short = entry.short ? ` -s ${entry.short}` : '';
  return `complete -c factory${condition} -l ${name}${short} -d ${quoted(entry.description)}${entry.value ? value(entry.value.values) : ''}`;
};

const operands = (name: string, { operands: places }: CommandEntry): string[] =>
  places
    .filter(({ values }) => candidatesOf(values).kind !== 'none')
    .map(
      ({ values }) =>
        `complete -c factory -n ${quoted(`__fish_seen_subcommand_from ${name}`)}${value(values)}`,
    );

/** Completion for fish. */
export const fishCompletion = (): string =>
  `${[
    '# fish completion of factory',
    'complete -c factory -f',
    ...commandEntries.map(
      ([name, { summary }]) =>
        `complete -c factory -n __fish_use_subcommand -a ${name} -d ${quoted(summary)}`,
    ),
    ...optionEntries.map(([name, entry]) => option(name, entry)),
    ...commandEntries.flatMap(([name, entry]) => operands(name, entry)),
  ].join('\n')}\n`;

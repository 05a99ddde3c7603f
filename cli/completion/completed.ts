import type { CommandEntry, Values } from '../command-line/command-entry.ts';
import { commandEntries } from '../command-line/command-table.ts';
import { optionsOf } from '../command-line/option-table.ts';

/** How a shell completes a place: words of ours, its own files or folders, or nothing. */
export type Candidates = { kind: 'words'; words: readonly string[] } | { kind: 'file' | 'folder' | 'none' };

export const candidatesOf = (values: Values | undefined): Candidates => {
  if (Array.isArray(values)) return { kind: 'words', words: values };
  if (values === 'command') return { kind: 'words', words: commandEntries.map(([name]) => name) };
  return values === 'file' || values === 'folder' ? { kind: values } : { kind: 'none' };
};

/** `--json --file …` of a command. */
export const optionWords = ({ options }: CommandEntry): string[] =>
  optionsOf(options).map(([name]) => `--${name}`);

/** A text in single quotes, which no shell looks into. */
export const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

import type { OptionName } from './option-table.ts';

/** What may stand in a place: a shell completes files, folders and listed values. */
export type Values = 'text' | 'file' | 'folder' | 'number' | 'project' | 'command' | readonly string[];

export type Operand = { name: string; required: boolean; values: Values };

export type CommandEntry = {
  operands: readonly Operand[];
  /** Options of this command alone. */
  options: readonly OptionName[];
  /** For the overview: no capital, no full stop. */
  summary: string;
  /** Sentences, in Markdown. */
  description: string;
  /** Command lines that work, without `npx factory`. */
  examples: readonly string[];
};

/** `<path>`, or `[path]` when it may be left out. */
export const operandText = ({ name, required }: Operand): string => (required ? `<${name}>` : `[${name}]`);

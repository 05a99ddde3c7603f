import type { Values } from './command-entry.ts';

export type OptionEntry = {
  /** What follows it; an option without is a switch. */
  value?: { name: string; values: Values; default?: string };
  short?: string;
  /** A sentence, in Markdown. */
  description: string;
  /** Only for the commands that name it. */
  own?: true;
};

/** Every option, in the order in which they are shown. */
export const OPTIONS = {
  workspace: {
    value: { name: 'DIR', values: 'folder', default: '.factory' },
    description: 'Where projects, repositories, work items and `host.log` are kept.',
  },
  file: {
    value: { name: 'F', values: 'file' },
    description: 'Reads the definition from a text file in UTF-8, at most 20 000 characters.',
    own: true,
  },
  model: {
    value: { name: 'rules', values: ['rules'], default: 'rules' },
    description: 'Who thinks. The built-in agents need no network; they are the only ones yet.',
  },
  port: {
    value: { name: 'N', values: 'number', default: '0' },
    description: 'Port of the API on 127.0.0.1; 0 takes a free one. Used when the command starts the host.',
  },
  json: { description: 'One JSON document on stdout, progress on stderr.' },
  verbose: { description: 'With an error, where in the factory it came from (also `FACTORY_DEBUG=1`).' },
  help: { short: 'h', description: 'How the command is used.' },
  version: { short: 'v', description: 'The version of the factory.' },
} as const satisfies Record<string, OptionEntry>;

export type OptionName = keyof typeof OPTIONS;

export const optionEntries = Object.entries(OPTIONS) as [OptionName, OptionEntry][];

export const DEFAULT_WORKSPACE = OPTIONS.workspace.value.default;

/** `--port N`, `--json`. */
export const optionText = (name: OptionName, { value }: OptionEntry): string =>
  value ? `--${name} ${value.name}` : `--${name}`;

/** Options that a command takes: those of all, and its own. */
export const optionsOf = (own: readonly OptionName[]): [OptionName, OptionEntry][] =>
  optionEntries.filter(([name, entry]) => !entry.own || own.includes(name));

import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';

import type { CliError } from '../cli-error.ts';
import { nearest } from './nearest.ts';
import { OPTIONS, optionEntries, type OptionEntry, type OptionName } from './option-table.ts';
import { usageError } from './usage-error.ts';

/** Options of single commands. */
export type Own = {
  url?: string;
  file?: string;
  approve?: string;
  from?: string;
  retry?: boolean;
  guidance?: string;
  accept?: boolean;
  amend?: string;
  path?: string;
  answer?: string;
  abort?: boolean;
  reason?: string;
  shown?: string;
  restore?: boolean;
  resubmit?: string;
  discard?: string;
};

export type Given = {
  values: {
    workspace: string;
    model: string;
    port: string;
    own: Own;
    json: boolean;
    verbose: boolean;
    help: boolean;
    version: boolean;
  };
  /** What is neither an option nor the value of one. */
  words: string[];
};

const names = optionEntries.map(([name]) => name);
const ownNames = optionEntries.filter(([, { own }]) => own).map(([name]) => name);
const configuration: ParseArgsOptionsConfig = Object.fromEntries(
  optionEntries.map(([name, { value, short }]) => [
    name,
    { type: value ? 'string' : 'boolean', ...(short ? { short } : {}) } as const,
  ]),
);

const unknownOption = (option: string): CliError => {
  const guess = nearest(option.replace(/^-+/, ''), names);
  return usageError(
    `There is no option ${option}.`,
    `The options are ${names.map((name) => `--${name}`).join(', ')}. Text that begins with a dash comes after --.`,
    undefined,
    guess && `\`--${guess}\``,
  );
};

const refusal = (error: unknown): CliError => {
  const { code, message } = error as Error & { code?: string };
  const option = /'(-[^'\s=]*)/.exec(message)?.[1] ?? 'An option';
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return unknownOption(option.slice(0, 80));
  const name = /--([\w-]+)/.exec(message)?.[1] ?? '';
  const entry: OptionEntry | undefined = OPTIONS[name as OptionName];
  return entry?.value
    ? usageError(
        `--${name} needs a value.`,
        'There is none after it, or one that begins with a dash.',
        undefined,
        `\`--${name}=${entry.value.name}\``,
      )
    : usageError(`--${name} takes no value.`, 'It is a switch.', undefined, `\`--${name}\``);
};

const parsed = (argv: readonly string[]) => {
  try {
    return parseArgs({ args: [...argv], allowPositionals: true, options: configuration });
  } catch (error) {
    throw refusal(error);
  }
};

/** Splits a command line into options and words, as the option table says. Throws `CliError`. */
export const readArguments = (argv: readonly string[]): Given => {
  const { values, positionals } = parsed(argv);
  const text = (name: 'workspace' | 'model' | 'port') => {
    const entry: OptionEntry = OPTIONS[name];
    const value = values[name] ?? entry.value?.default;
    return typeof value === 'string' ? value : undefined;
  };
  const [workspace, model, port] = [text('workspace') ?? '', text('model') ?? '', text('port') ?? ''];
  if (workspace === '') throw usageError('--workspace needs a folder.', 'Its value is empty.');
  if (model !== OPTIONS.model.value.default)
    throw usageError(
      `--model ${model} is not available.`,
      'Only "rules", the built-in agents, is: it needs no network.',
    );
  return {
    values: {
      workspace,
      model,
      port,
      own: Object.fromEntries(
        ownNames.flatMap((name) => (values[name] === undefined ? [] : [[name, values[name]]])),
      ),
      json: values['json'] === true,
      verbose: values['verbose'] === true,
      help: values['help'] === true,
      version: values['version'] === true,
    },
    words: positionals,
  };
};

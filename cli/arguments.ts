import { parseArgs } from 'node:util';

import { CliError } from './cli-error.ts';

export type Command =
  | { name: 'run'; text: string }
  | { name: 'run'; file: string }
  | { name: 'serve' | 'resume' | 'doctor' }
  | { name: 'status'; project: string | undefined }
  | { name: 'events'; project: string }
  | { name: 'artifacts'; project: string; path: string | undefined }
  | { name: 'clone'; repository: string; directory: string | undefined }
  | { name: 'help'; topic: string | undefined }
  | { name: 'version' };

export const DEFAULT_WORKSPACE = '.factory';

export type Options = {
  workspace: string;
  /** 0 picks a free one. */
  port: number;
  json: boolean;
};

/** Positional arguments of each command: `<…>` is required, `[…]` is not. */
export const COMMANDS = {
  run: ['[definition]'],
  serve: [],
  resume: [],
  status: ['[project]'],
  events: ['<project>'],
  artifacts: ['<project>', '[path]'],
  clone: ['<repository>', '[directory]'],
  doctor: [],
  help: ['[command]'],
} as const satisfies Record<string, readonly string[]>;
export type CommandName = keyof typeof COMMANDS;

const isCommand = (word: string | undefined): word is CommandName =>
  word !== undefined && Object.hasOwn(COMMANDS, word);

const usage = (message: string, topic?: string) =>
  new CliError(message, `\`npx factory ${topic ? `${topic} ` : ''}--help\` shows what is possible.`);

const read = (argv: readonly string[]) => {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        workspace: { type: 'string', default: DEFAULT_WORKSPACE },
        model: { type: 'string', default: 'rules' },
        port: { type: 'string', default: '0' },
        file: { type: 'string' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
        version: { type: 'boolean', short: 'v', default: false },
      },
    });
  } catch (error) {
    const [first] = (error as Error).message.split(/\.\s/);
    throw usage(`${first?.replace(/\.$/, '')}.`);
  }
};

const portOf = (text: string): number => {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535)
    throw usage(`--port ${text} is not a port: a number from 0 (any free one) to 65535 is.`);
  return port;
};

const checkArity = (name: CommandName, given: readonly string[]): void => {
  const expected: readonly string[] = COMMANDS[name];
  const missing = expected.filter((word) => word.startsWith('<'))[given.length];
  if (missing) throw usage(`\`factory ${name}\` needs ${missing}.`, name);
  const extra = given[expected.length];
  if (extra !== undefined)
    throw usage(
      `\`factory ${name}\` cannot use ${JSON.stringify(extra)}: put quotes around text that has spaces.`,
      name,
    );
};

const runCommand = (text: string | undefined, file: string | undefined): Command => {
  if (text !== undefined && file !== undefined)
    throw usage('A definition and --file exclude each other: give one of them.', 'run');
  if (file !== undefined) return { name: 'run', file };
  if (text === undefined) throw usage('`factory run` needs a definition, in quotes, or --file.', 'run');
  return { name: 'run', text };
};

const commandOf = (name: CommandName, given: readonly string[], file: string | undefined): Command => {
  checkArity(name, given);
  if (file !== undefined && name !== 'run') throw usage(`\`factory ${name}\` has no --file.`, name);
  const [first, second] = given;
  switch (name) {
    case 'run':
      return runCommand(first, file);
    case 'status':
      return { name, project: first };
    case 'events':
      return { name, project: first ?? '' };
    case 'artifacts':
      return { name, project: first ?? '', path: second };
    case 'clone':
      return { name, repository: first ?? '', directory: second };
    case 'help':
      return { name, topic: first };
    default:
      return { name };
  }
};

/** Reads a command line. A first argument that is no command is the definition of `run`. Throws `CliError`. */
export const parseCommandLine = (argv: readonly string[]): { command: Command; options: Options } => {
  const { values, positionals } = read(argv);
  const [first, ...rest] = positionals;
  if (values.model !== 'rules')
    throw usage(`--model ${values.model} is not available: "rules", the built-in agents, is.`);
  if (values.workspace === '') throw usage('--workspace needs a folder.');
  const options = { workspace: values.workspace, port: portOf(values.port), json: values.json };
  if (values.version) return { command: { name: 'version' }, options };
  if (values.help) return { command: { name: 'help', topic: first }, options };
  if (isCommand(first)) return { command: commandOf(first, rest, values.file), options };
  if (first === undefined && values.file === undefined)
    throw usage('Say what to build, in quotes, or name a command.');
  return { command: commandOf('run', positionals, values.file), options };
};

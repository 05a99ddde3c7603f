import type { ApprovalGate } from '../factory/domain/project-definition.ts';
import type { Stage } from '../factory/domain/stage.ts';
import { CliError } from './cli-error.ts';
import type { MessageAction } from './commands/messages.ts';
import { approvalsOf } from './command-line/approve-option.ts';
import { checkArity, checkOwn } from './command-line/check-command.ts';
import { COMMANDS, commandEntries, isCommand, type CommandName } from './command-line/command-table.ts';
import { decisionOf, shownOf, type GivenDecision } from './command-line/decision-options.ts';
import { messageActionOf } from './command-line/message-options.ts';
import { nearest } from './command-line/nearest.ts';
import { DEFAULT_WORKSPACE } from './command-line/option-table.ts';
import { readArguments, type Own } from './command-line/read-arguments.ts';
import { stageOf } from './command-line/stage-option.ts';
import { usageError } from './command-line/usage-error.ts';

export const SHELLS = COMMANDS.completion.operands[0].values;
export type Shell = (typeof SHELLS)[number];

export type Command =
  | { name: 'run'; text: string; approvals: readonly ApprovalGate[] }
  | { name: 'run'; file: string; approvals: readonly ApprovalGate[] }
  | { name: 'serve' | 'resume' }
  | { name: 'doctor'; restore: boolean }
  | { name: 'messages'; action: MessageAction }
  | { name: 'reviews'; target: string | undefined }
  | { name: 'decide'; review: string; decision: GivenDecision; shown: string | undefined }
  | { name: 'cancel'; project: string; reason: string | undefined }
  | { name: 'retry'; project: string; from: Stage }
  | { name: 'status'; project: string | undefined }
  | { name: 'events' | 'undo'; project: string }
  | { name: 'artifacts'; project: string; path: string | undefined }
  | { name: 'clone'; repository: string; directory: string | undefined }
  | { name: 'open'; target: string | undefined }
  | { name: 'completion'; shell: Shell }
  | { name: 'help'; topic: string | undefined }
  | { name: 'version' };

export { DEFAULT_WORKSPACE };

export type Options = {
  /** Of a factory that runs elsewhere; absent: the workspace's. */
  url?: string | undefined;
  workspace: string;
  /** 0 picks a free one. */
  port: number;
  json: boolean;
  /** Errors with where in the factory they came from. */
  verbose: boolean;
};

const portOf = (text: string): number => {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535)
    throw usageError(`--port ${text} is not a port.`, 'A number from 0 (any free one) to 65535 is.');
  return port;
};

const runCommand = (text: string | undefined, { file, approve }: Own): Command => {
  const approvals = approvalsOf(approve);
  if (text !== undefined && file !== undefined)
    throw usageError('There are two definitions.', 'A text and --file exclude each other.', 'run');
  if (file !== undefined) return { name: 'run', file, approvals };
  if (text === undefined)
    throw usageError('`factory run` needs a definition.', 'Neither a text nor --file was given.', 'run');
  return { name: 'run', text, approvals };
};

const shellOf = (word: string): Shell => {
  const shell = SHELLS.find((known) => known === word);
  if (shell) return shell;
  const guess = nearest(word, SHELLS);
  throw usageError(
    `There is no completion for ${JSON.stringify(word)}.`,
    `There is one for ${SHELLS.join(', ')}.`,
    'completion',
    guess && `\`npx factory completion ${guess}\``,
  );
};

/** A topic of the help that is no command is a slip. */
const checkTopic = (topic: string | undefined): string | undefined => {
  if (topic === undefined || isCommand(topic)) return topic;
  throw unknownCommand(topic);
};

const unknownCommand = (word: string): CliError => {
  const names = commandEntries.map(([name]) => name);
  const guess = nearest(word, names);
  return usageError(
    `There is no command ${JSON.stringify(word.slice(0, 80))}.`,
    `The commands are ${names.join(', ')}.`,
    undefined,
    guess && `\`npx factory ${guess}\``,
  );
};

const commandOf = (name: CommandName, given: readonly string[], own: Own): Command => {
  checkOwn(name, own);
  checkArity(name, given);
  const [first, second] = given;
  switch (name) {
    case 'run':
      return runCommand(first, own);
    case 'reviews':
      return { name, target: first };
    case 'messages':
      return { name, action: messageActionOf(first, own) };
    case 'decide':
      return { name, review: first ?? '', decision: decisionOf(own), shown: shownOf(own) };
    case 'cancel':
      return { name, project: first ?? '', reason: own.reason };
    case 'retry':
      return { name, project: first ?? '', from: stageOf(own.from) };
    case 'doctor':
      return { name, restore: own.restore === true };
    case 'status':
      return { name, project: first };
    case 'events':
    case 'undo':
      return { name, project: first ?? '' };
    case 'artifacts':
      return { name, project: first ?? '', path: second };
    case 'clone':
      return { name, repository: first ?? '', directory: second };
    case 'open':
      return { name, target: first };
    case 'completion':
      return { name, shell: shellOf(first ?? '') };
    case 'help':
      return { name, topic: checkTopic(first) };
    default:
      return { name };
  }
};

const isSlip = (word: string | undefined): word is string =>
  word !== undefined &&
  nearest(
    word,
    commandEntries.map(([name]) => name),
  ) !== undefined;

/**
 * Reads a command line. A first argument that is no command is the definition of `run`, unless it is a slip for one. Throws
 * `CliError`.
 */
export const parseCommandLine = (argv: readonly string[]): { command: Command; options: Options } => {
  const { values, words } = readArguments(argv);
  const [first, ...rest] = words;
  const options = {
    workspace: values.workspace,
    port: portOf(values.port),
    json: values.json,
    verbose: values.verbose,
    ...(values.own.url === undefined ? {} : { url: values.own.url }),
  };
  if (values.version) return { command: { name: 'version' }, options };
  if (values.help) return { command: { name: 'help', topic: isCommand(first) ? first : undefined }, options };
  if (isCommand(first)) return { command: commandOf(first, rest, values.own), options };
  if (isSlip(first)) throw unknownCommand(first);
  if (first === undefined && values.own.file === undefined)
    throw usageError('Nothing was asked for.', 'There is neither a definition, in quotes, nor a command.');
  return { command: commandOf('run', words, values.own), options };
};

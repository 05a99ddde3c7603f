import { approvalGateSchema } from '../../factory/domain/project-definition.ts';
import { STAGES } from '../../factory/domain/stage.ts';
import type { Values } from './command-entry.ts';

export type OptionEntry = {
  /** What follows it; an option without is a switch. */
  value?: { name: string; values: Values; default?: string };
  short?: string;
  /** A sentence, in Markdown. */
  description: string;
  /** Only for the commands that name it. */
  own?: true;
  /** A command that names it cannot do without. */
  required?: true;
};

/** Every option, in the order in which they are shown. */
export const OPTIONS = {
  workspace: {
    value: { name: 'DIR', values: 'folder', default: '.factory' },
    description: 'Where projects, repositories, work items and `host.log` are kept.',
  },
  url: {
    value: { name: 'URL', values: 'text' },
    description:
      'A factory that runs elsewhere, instead of the workspace; it is shown `FACTORY_TOKEN` or `FACTORY_KEY` from the environment.',
    own: true,
  },
  file: {
    value: { name: 'F', values: 'file' },
    description: 'Reads the definition from a text file in UTF-8, at most 20 000 characters.',
    own: true,
  },
  approve: {
    value: { name: 'GATES', values: approvalGateSchema.options },
    description:
      'What a person approves before the factory goes on: `plan`, `architecture`, or both with a comma between them.',
    own: true,
  },
  from: {
    value: { name: 'STAGE', values: STAGES },
    description: 'The stage to begin with; what earlier stages did is kept.',
    own: true,
    required: true,
  },
  retry: { description: 'Decides to try again what failed.', own: true },
  guidance: {
    value: { name: 'TEXT', values: 'text' },
    description:
      'With `--retry`: what the agent is told. A model reads it; the built-in agents take no advice.',
    own: true,
  },
  accept: { description: 'Decides to go on as it is; needs `--reason`.', own: true },
  amend: {
    value: { name: 'F', values: 'file' },
    description: 'Decides to put this file in the place of the artifact that `--path` names.',
    own: true,
  },
  path: {
    value: { name: 'ARTIFACT', values: 'text' },
    description: 'With `--amend`: path of the artifact, as `factory artifacts` lists it.',
    own: true,
  },
  answer: {
    value: { name: 'F', values: 'file' },
    description:
      'Answers a clarification: a JSON file with members of the definition, or a text file with a new text.',
    own: true,
  },
  abort: {
    description: 'Decides to end the project and take back what it did; needs `--reason`.',
    own: true,
  },
  reason: {
    value: { name: 'TEXT', values: 'text' },
    description: 'Why, for whoever reads it later.',
    own: true,
  },
  shown: {
    value: { name: 'HASH', values: 'text' },
    description:
      'Decides only when the review still shows what has this hash (`sha256`). Else: what is shown now.',
    own: true,
  },
  restore: {
    description: 'Puts the newest good backup in the place of a damaged database, which is kept aside.',
    own: true,
  },
  resubmit: {
    value: { name: 'MESSAGE', values: 'text' },
    description: 'Gives the message to its receiver once more.',
    own: true,
  },
  discard: {
    value: { name: 'MESSAGE', values: 'text' },
    description: 'Drops the message for good; needs `--reason`.',
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

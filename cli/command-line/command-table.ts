import type { CommandEntry } from './command-entry.ts';

/**
 * Every command: the one source of the parser, the help, the completion scripts and docs/cli.md. In the order in which they
 * are shown.
 */
export const COMMANDS = {
  run: {
    operands: [{ name: 'definition', required: false, values: 'text' }],
    options: ['file'],
    summary: 'build what the text asks for, watch it, say where it is',
    description:
      'Builds what the text asks for and shows it: stages, services, what the agents do, elapsed time, in place on a terminal, one line with a time per event elsewhere. Ends with the repository of each service, how to start it, its quality, what the services share, the processes that were followed, and what is unrealised. Stops what it started.',
    examples: [
      'run "Create a new Audit Trail microservice for logging user actions"',
      'run --file definition.txt --workspace ./audit',
      'run "Keep a register of lab samples" --json > result.json',
    ],
  },
  serve: {
    operands: [],
    options: [],
    summary: 'keep the factory and the services it deployed running',
    description:
      'Runs the factory and its HTTP API, goes on with what was interrupted, starts deployed services again and keeps them up, until Ctrl-C.',
    examples: ['serve --port 7071'],
  },
  resume: {
    operands: [],
    options: [],
    summary: 'go on with what was interrupted',
    description:
      'Goes on with every project that has not ended and shows each as `run` does. With nothing to do it says so and ends with 0.',
    examples: ['resume'],
  },
  status: {
    operands: [{ name: 'project', required: false, values: 'project' }],
    options: [],
    summary: 'all projects, or one of them',
    description: 'All projects of the workspace, newest first, or one as `run` shows it at the end.',
    examples: ['status', 'status p-0199d1b0-5f5e-7c3a-9d0e-2f6a3c1b7e55 --json'],
  },
  events: {
    operands: [{ name: 'project', required: true, values: 'project' }],
    options: [],
    summary: 'what happened, as it happens',
    description:
      'What happened. Goes on until the project ends while a host works on it. With `--json`: what there is now.',
    examples: ['events p-0199d1b0-5f5e-7c3a-9d0e-2f6a3c1b7e55'],
  },
  artifacts: {
    operands: [
      { name: 'project', required: true, values: 'project' },
      { name: 'path', required: false, values: 'text' },
    ],
    options: [],
    summary: 'the files that the stages wrote, or one of them',
    description: 'The files that the stages wrote, or the content of one.',
    examples: [
      'artifacts p-0199d1b0-5f5e-7c3a-9d0e-2f6a3c1b7e55',
      'artifacts p-0199d1b0-5f5e-7c3a-9d0e-2f6a3c1b7e55 plan/product-plan.md',
    ],
  },
  clone: {
    operands: [
      { name: 'repository', required: true, values: 'folder' },
      { name: 'directory', required: false, values: 'folder' },
    ],
    options: [],
    summary: 'git clone a generated repository, by name or path',
    description:
      '`git clone` of a generated repository, by the name of the repository or of its service (the newest one), or by path. Shared ones too: `connectsoft-extensions`, `<product>-platform`.',
    examples: ['clone audit-trail', 'clone .factory/repositories/audit-trail.git ~/audit-trail'],
  },
  open: {
    operands: [{ name: 'project|service', required: false, values: 'project' }],
    options: [],
    summary: 'show the factory, a project or a running service in the browser',
    description:
      'Opens the page of the factory that serves the workspace, of one of its projects, or a service that runs. Prints the address, and only that where there is no browser to open or over SSH.',
    examples: ['open', 'open audit-trail'],
  },
  doctor: {
    operands: [],
    options: [],
    summary: 'is everything here that the factory needs',
    description:
      'What is here, with its version, and what is missing: Node, npm, git, SQLite, Bicep (optional), a workspace that can be written to, a port, the install cache. Ends with 1 when something is missing that a run needs.',
    examples: ['doctor', 'doctor --workspace ./audit --port 7071'],
  },
  completion: {
    operands: [{ name: 'shell', required: true, values: ['bash', 'zsh', 'fish'] }],
    options: [],
    summary: 'a script by which a shell completes these commands',
    description:
      'Prints the completion of commands, options and their values for bash, zsh or fish. It completes the word `factory`; give your shell an alias or put `node_modules/.bin` on PATH.',
    examples: [
      'completion bash > ~/.local/share/bash-completion/completions/factory',
      'completion zsh > ~/.zfunc/_factory',
      'completion fish > ~/.config/fish/completions/factory.fish',
    ],
  },
  help: {
    operands: [{ name: 'command', required: false, values: 'command' }],
    options: [],
    summary: 'all commands, or how one of them is used',
    description: 'The commands and options, or one command with examples. The same as `--help`.',
    examples: ['help', 'help run'],
  },
} as const satisfies Record<string, CommandEntry>;

export type CommandName = keyof typeof COMMANDS;

export const commandEntries = Object.entries(COMMANDS) as [CommandName, CommandEntry][];

export const isCommand = (word: string | undefined): word is CommandName =>
  word !== undefined && Object.hasOwn(COMMANDS, word);

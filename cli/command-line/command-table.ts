import type { CommandEntry } from './command-entry.ts';

/**
 * Every command: the one source of the parser, the help, the completion scripts and docs/cli.md. In the order in which they
 * are shown.
 */
export const COMMANDS = {
  run: {
    operands: [{ name: 'definition', required: false, values: 'text' }],
    options: ['url', 'file', 'approve'],
    summary: 'build what the text asks for, watch it, say where it is',
    description:
      'Builds what the text asks for and shows it until it ends or waits for a person: stages, services, what the agents do, elapsed time, in place on a terminal, one line with a time per event elsewhere. Ends with the repository of each service, how to start it, its quality, what the services share, the processes that were followed, and what is unrealised. Stops what it started.',
    examples: [
      'run "Create a new Audit Trail microservice for logging user actions"',
      'run --file definition.txt --workspace ./audit',
      'run --file definition.txt --approve plan,architecture',
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
      'Goes on with every project that has not ended and shows each as `run` does, until it ends or waits for a person. With nothing to do it says so and ends with 0.',
    examples: ['resume'],
  },
  reviews: {
    operands: [{ name: 'project|review', required: false, values: 'project' }],
    options: ['url'],
    summary: 'what people are asked, or one question',
    description:
      'What waits for a person, of all projects or of one; a review whole, with what went wrong, the tries, the evidence and the commands that decide it.',
    examples: ['reviews', 'reviews r-3f9a2c71d0'],
  },
  decide: {
    operands: [{ name: 'review', required: true, values: 'text' }],
    options: ['url', 'retry', 'guidance', 'accept', 'amend', 'path', 'answer', 'abort', 'reason', 'shown'],
    summary: 'decide a review, and go on',
    description:
      'Shows what is decided on, decides it, then goes on and shows the project as `run` does, until it ends or waits again. Ends with 0 when it completes, or was aborted by this decision. Like `resume` it works on every project of the workspace.',
    examples: [
      'decide r-3f9a2c71d0 --retry --guidance "Leave the report out"',
      'decide r-3f9a2c71d0 --accept --reason "Only the log format lacks a test"',
      'decide r-3f9a2c71d0 --amend plan.json --path plan/product-plan.json',
      'decide r-3f9a2c71d0 --answer definition.json',
      'decide r-3f9a2c71d0 --abort --reason "Not what was meant"',
    ],
  },
  messages: {
    operands: [{ name: 'message', required: false, values: 'text' }],
    options: ['url', 'resubmit', 'discard', 'reason'],
    summary: 'messages that nobody could work on, or one',
    description:
      'Lists what the bus put aside after its last delivery, with the reason, or shows one message whole; gives it to its receiver again, or drops it.',
    examples: [
      'messages',
      'messages 42',
      'messages --resubmit 42',
      'messages --discard 42 --reason "Sent by mistake"',
    ],
  },
  cancel: {
    operands: [{ name: 'project', required: true, values: 'project' }],
    options: ['url', 'reason'],
    summary: 'end a project and take back what it did',
    description:
      'Cancels a project and shows how it ends: what runs stops at its next step, then what was done is taken back. Ends with 0 when it was cancelled. Like `resume` it works on every project of the workspace.',
    examples: ['cancel p-0199d1b0-5f5e-7c3a-9d0e-2f6a3c1b7e55 --reason "No longer wanted"'],
  },
  retry: {
    operands: [{ name: 'project', required: true, values: 'project' }],
    options: ['url', 'from'],
    summary: 'run a project that has ended again, from a stage on',
    description:
      'Runs a project that has ended again from a stage on and shows it as `run` does. What earlier stages did is kept; they must have completed.',
    examples: ['retry p-0199d1b0-5f5e-7c3a-9d0e-2f6a3c1b7e55 --from engineering'],
  },
  status: {
    operands: [{ name: 'project', required: false, values: 'project' }],
    options: ['url'],
    summary: 'all projects, or one of them',
    description: 'All projects of the workspace, newest first, or one as `run` shows it at the end.',
    examples: ['status', 'status p-0199d1b0-5f5e-7c3a-9d0e-2f6a3c1b7e55 --json'],
  },
  events: {
    operands: [{ name: 'project', required: true, values: 'project' }],
    options: ['url'],
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
    options: ['url'],
    summary: 'the files that the stages wrote, or one of them',
    description: 'The files that the stages wrote, or the content of one.',
    examples: [
      'artifacts p-0199d1b0-5f5e-7c3a-9d0e-2f6a3c1b7e55',
      'artifacts p-0199d1b0-5f5e-7c3a-9d0e-2f6a3c1b7e55 plan/product-plan.md',
    ],
  },
  undo: {
    operands: [{ name: 'project', required: true, values: 'project' }],
    options: ['url'],
    summary: 'what a project did outside its own records, and what was taken back',
    description:
      'The undo ledger: repositories, commits, work items, pipeline runs and deployments in the order in which they were made, whether each was taken back, and why not. Below it the artifacts that went with a stage that failed.',
    examples: ['undo p-0199d1b0-5f5e-7c3a-9d0e-2f6a3c1b7e55'],
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
    options: ['restore'],
    summary: 'is everything here that the factory needs',
    description:
      'What is here, with its version, and what is missing: Node, npm, git, SQLite, Bicep (optional), a workspace that can be written to, a port, the install cache; then what is right and wrong with the workspace: its format, its host, each database page by page, processes that were left behind, disk space, messages that nobody could work on. Ends with 1 when something is missing or wrong that a run needs.',
    examples: ['doctor', 'doctor --workspace ./audit --port 7071', 'doctor --restore'],
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

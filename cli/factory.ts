#!/usr/bin/env node
import { resolve } from 'node:path';

import { parseCommandLine, type Options } from './arguments.ts';
import { CliError, EXIT, Interrupted } from './cli-error.ts';
import type { CommandContext } from './commands/command-context.ts';
import { execute } from './commands/execute.ts';
import { installation } from './host/installation.ts';
import { exitCodeOfSignal, interruption } from './interruption.ts';

const contextOf = ({ workspace, port, json }: Options): CommandContext => ({
  workspace: resolve(workspace),
  workspaceOption: workspace === '.factory' ? '' : ` --workspace ${workspace}`,
  port,
  json,
  stdout: process.stdout,
  stderr: process.stderr,
  terminal: process.env['TERM'],
  program: installation(),
  signal: interruption(),
});

/** Says what went wrong, without a stack unless the fault is ours, and gives the exit code for it. */
const explain = (error: unknown): number => {
  if (error instanceof Interrupted) {
    process.stderr.write(`${error.message} \`npx factory resume\` goes on with what is unfinished.\n`);
    return exitCodeOfSignal(error.signalName);
  }
  if (error instanceof CliError) {
    process.stderr.write(`factory: ${error.message}\n${error.advice}\n`);
    return error.exitCode;
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`factory: this is a defect of the factory, please report it.\n${text}\n`);
  return EXIT.failed;
};

// A reader that has seen enough (`factory events … | head`) is no error.
process.stdout.on('error', ({ code }: NodeJS.ErrnoException) =>
  process.exit(code === 'EPIPE' ? 0 : EXIT.failed),
);

try {
  const { command, options } = parseCommandLine(process.argv.slice(2));
  process.exitCode = await execute(command, contextOf(options));
} catch (error) {
  process.exitCode = explain(error);
}

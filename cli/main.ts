import { resolve } from 'node:path';

import { DEFAULT_WORKSPACE, parseCommandLine, type Options } from './arguments.ts';
import { CliError, EXIT, Interrupted } from './cli-error.ts';
import type { CommandContext } from './commands/command-context.ts';
import { execute } from './commands/execute.ts';
import type { HostProgram } from './host/start-host.ts';
import { exitCodeOfSignal, interruption } from './interruption.ts';

/** Quoted for a shell where it has to be. */
const workspaceOption = (workspace: string): string => {
  if (workspace === DEFAULT_WORKSPACE) return '';
  const quoted = /^[\w./-]+$/.test(workspace) ? workspace : `'${workspace.replaceAll("'", `'\\''`)}'`;
  return ` --workspace ${quoted}`;
};

const contextOf = ({ workspace, port, json }: Options, program: HostProgram): CommandContext => ({
  workspace: resolve(workspace),
  workspaceOption: workspaceOption(workspace),
  port,
  json,
  stdout: process.stdout,
  stderr: process.stderr,
  terminal: process.env['TERM'],
  program,
  signal: interruption(),
});

/** Says what went wrong, without a stack unless the fault is ours, and gives the exit code for it. */
const explain = (error: unknown): number => {
  if (error instanceof Interrupted) {
    process.stderr.write(`${error.message}\n`);
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

/** Runs a command line with a host to start where one is needed; sets the process's exit code. */
export const main = async (argv: readonly string[], program: HostProgram): Promise<void> => {
  // A reader that has seen enough (`factory events … | head`) is no error.
  process.stdout.on('error', ({ code }: NodeJS.ErrnoException) =>
    process.exit(code === 'EPIPE' ? EXIT.completed : EXIT.failed),
  );
  try {
    const { command, options } = parseCommandLine(argv);
    process.exitCode = await execute(command, contextOf(options, program));
  } catch (error) {
    process.exitCode = explain(error);
  }
};

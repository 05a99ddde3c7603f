import { resolve } from 'node:path';

import { DEFAULT_WORKSPACE, parseCommandLine, type Options } from './arguments.ts';
import { EXIT } from './cli-error.ts';
import type { CommandContext } from './commands/command-context.ts';
import { execute } from './commands/execute.ts';
import { explain } from './explain.ts';
import type { HostProgram } from './host/start-host.ts';
import { interruption } from './interruption.ts';
import { remoteOf } from './remote.ts';
import { keepTerminalClean } from './view/terminal-cursor.ts';

/** Quoted for a shell where it has to be. */
const quoted = (text: string): string =>
  /^[\w.:/-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;

const workspaceOption = (workspace: string): string => {
  if (workspace === DEFAULT_WORKSPACE) return '';
  return ` --workspace ${quoted(workspace)}`;
};

const contextOf = ({ workspace, port, json, url }: Options, program: HostProgram): CommandContext => ({
  workspace: resolve(workspace),
  workspaceOption: url === undefined ? workspaceOption(workspace) : ` --url ${quoted(url)}`,
  remote: url === undefined ? undefined : remoteOf(url, process.env),
  port,
  json,
  stdout: process.stdout,
  stderr: process.stderr,
  environment: process.env,
  program,
  signal: interruption(),
});

/** Asked for before the command line could be read, so that errors of it have a stack, too. */
const isVerbose = (argv: readonly string[]): boolean =>
  argv.includes('--verbose') || !['', '0', undefined].includes(process.env['FACTORY_DEBUG']);

/** Runs a command line with a host to start where one is needed; sets the process's exit code. */
export const main = async (argv: readonly string[], program: HostProgram): Promise<void> => {
  const fail = (error: unknown): number => {
    const { lines, exitCode } = explain(error, isVerbose(argv));
    process.stderr.write(`${lines.join('\n')}\n`);
    return exitCode;
  };
  keepTerminalClean();
  // A reader that has seen enough (`factory events … | head`) is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) =>
    process.exit(error.code === 'EPIPE' ? EXIT.completed : fail(error)),
  );
  process.on('uncaughtException', (error) => process.exit(fail(error)));
  try {
    const { command, options } = parseCommandLine(argv);
    process.exitCode = await execute(command, contextOf(options, program));
  } catch (error) {
    process.exitCode = fail(error);
  }
};

import { once } from 'node:events';

import { CliError, EXIT, type ExitCode } from '../cli-error.ts';
import { printJson, printLines, type CommandContext } from './command-context.ts';
import { prepare } from './prepare.ts';
import { withHost } from './with-host.ts';

/** Keeps the host, and with it the deployed services, running until it is interrupted. */
export const serve = async (context: CommandContext): Promise<ExitCode> => {
  prepare(context);
  await withHost(context, { pump: 'all', recoverServices: true }, async ({ host, signal }) => {
    if (!host.owned)
      throw new CliError(
        `This workspace is served already: ${host.url}`,
        'One host works in a workspace at a time.',
        'Use that one, or serve another folder with --workspace.',
      );
    if (context.json) printJson(context.stdout, { url: host.url, workspace: context.workspace });
    else
      printLines(context.stdout, [
        `The factory listens at ${host.url} and works in ${context.workspace}.`,
        `Its API is described at ${host.url}/api/openapi.json. Ctrl-C stops it.`,
      ]);
    if (!signal.aborted) await once(signal, 'abort');
    // Ctrl-C is how `serve` ends; a host that is gone is not.
    if (!context.signal.aborted) throw signal.reason;
  });
  return EXIT.completed;
};

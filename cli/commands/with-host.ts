import { join } from 'node:path';

import { factoryApi, type FactoryApi } from '../api/factory-api.ts';
import { CliError, EXIT, HostLost, HostOutOfSpace } from '../cli-error.ts';
import type { Host } from '../host/host.ts';
import { openHost } from '../host/open-host.ts';
import type { HostOptions } from '../host/start-host.ts';
import type { Remote } from '../remote.ts';
import type { CommandContext } from './command-context.ts';

export type Session = {
  host: Host;
  api: FactoryApi;
  /** Aborted when the person interrupts or the host is lost. */
  signal: AbortSignal;
};

const capitalised = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;

const outOfSpace = ({ message }: HostOutOfSpace, option: string): CliError =>
  new CliError(
    'The factory stopped: a disk is full.',
    message,
    `Free space there, then go on with \`npx factory resume${option}\`: what was done is kept.`,
    EXIT.failed,
  );

const unreachable = (error: Error): CliError =>
  new CliError(
    'The factory cannot be reached.',
    capitalised(error.message),
    'Look at the address after --url and at the network, then try again. What the factory does goes on.',
    EXIT.failed,
  );

const lost = (error: Error, { workspace, workspaceOption, remote }: CommandContext): CliError => {
  if (remote) return unreachable(error);
  return error instanceof HostOutOfSpace
    ? outOfSpace(error, workspaceOption)
    : new CliError(
        "The factory's host stopped.",
        `${capitalised(error.message)} ${join(workspace, 'host.log')} has its last words.`,
        `What was done is kept: \`npx factory resume${workspaceOption}\` goes on from there.`,
        EXIT.failed,
      );
};

/** What becomes of the work that somebody stopped watching. */
const farewell = (host: Host, { workspaceOption }: CommandContext): string =>
  host.owned
    ? `Stopping in order; Ctrl-C once more ends at once. \`npx factory resume${workspaceOption}\` goes on with what is unfinished.`
    : `The host at ${host.url} works on. \`npx factory status${workspaceOption}\` shows how far it is.`;

/** A host elsewhere works on by itself. */
const hostOf = ({ url }: Remote): Host => ({
  url,
  pump: 'all',
  owned: false,
  gone: new AbortController().signal,
  close: async () => undefined,
});

const openHere = (
  context: CommandContext,
  { pump, recoverServices = false, joins = false }: Pick<HostOptions, 'pump'> & Partial<HostOptions>,
): Promise<Host> => {
  const { program, workspace, port, signal } = context;
  return openHost(program, { workspace, port, pump, recoverServices, joins }, signal).catch(
    (error: unknown) => {
      throw error instanceof HostOutOfSpace ? outOfSpace(error, context.workspaceOption) : error;
    },
  );
};

/** Does something with the workspace's host, and lets go of it whatever happens. */
export const withHost = async <T>(
  context: CommandContext,
  options: Pick<HostOptions, 'pump'> & Partial<HostOptions>,
  use: (session: Session) => Promise<T>,
): Promise<T> => {
  const { remote, signal } = context;
  const host = remote ? hostOf(remote) : await openHere(context, options);
  try {
    return await use({
      host,
      api: factoryApi(host.url, remote?.headers),
      signal: AbortSignal.any([signal, host.gone]),
    });
  } catch (error) {
    if (signal.aborted) {
      if (options.pump !== 'none') context.stderr.write(`${farewell(host, context)}\n`);
      throw signal.reason;
    }
    // A request that failed because the host went away is better explained by how it went.
    const cause: unknown = host.gone.aborted ? host.gone.reason : error;
    throw cause instanceof HostLost ? lost(cause, context) : cause;
  } finally {
    await host.close();
  }
};

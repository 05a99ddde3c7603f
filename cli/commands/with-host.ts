import { factoryApi, type FactoryApi } from '../api/factory-api.ts';
import type { Host } from '../host/host.ts';
import { openHost } from '../host/open-host.ts';
import type { Pump } from '../host/running-host.ts';
import type { CommandContext } from './command-context.ts';

export type Session = {
  host: Host;
  api: FactoryApi;
  /** Aborted when the person interrupts or the host is lost. */
  signal: AbortSignal;
};

/** Does something with the workspace's host, and lets go of it whatever happens. */
export const withHost = async <T>(
  { program, workspace, port, signal }: CommandContext,
  pump: Pump,
  use: (session: Session) => Promise<T>,
): Promise<T> => {
  const host = await openHost(program, { workspace, port, pump }, signal);
  try {
    return await use({ host, api: factoryApi(host.url), signal: AbortSignal.any([signal, host.gone]) });
  } catch (error) {
    // A request that failed because the host went away is better explained by how it went.
    throw host.gone.aborted && !signal.aborted ? host.gone.reason : error;
  } finally {
    await host.close();
  }
};

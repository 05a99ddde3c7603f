import type { Pump } from './running-host.ts';

/** A host that a command works with: its own child process, or one that was there. */
export type Host = {
  url: string;
  pump: Pump;
  /** Started by this command. */
  owned: boolean;
  /** Aborted, with `HostLost` as its reason, when the host goes away before `close`. */
  gone: AbortSignal;
  /** Lets go of the host. One that was started here and works on projects is shut down, in order, and its services with it. */
  close(): Promise<void>;
};

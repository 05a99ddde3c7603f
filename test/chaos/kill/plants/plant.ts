import { spawn } from 'node:child_process';

import { processIdentity } from '../../../../platform/embedded/processes/process-identity.ts';
import type { ProcessReference } from '../observe/processes.ts';

/** What a plant leaves outside the workspace. */
export type Planted = {
  /** Processes that are said to have lived below a killed host. */
  known?: readonly ProcessReference[];
  cleanUp?: () => void;
};

/** A violation that one oracle must find, made in a copy of a workspace without any. */
export type Plant = {
  name: string;
  oracle: string;
  /** `project`: the last one of the workspace. */
  plant: (workspace: string, project: string) => Planted | void;
};

/** A process that lives until it is ended, in a group of its own. */
export const leaveProcess = (cwd: string): { reference: ProcessReference; end: () => void } => {
  const child = spawn(process.execPath, ['-e', 'setTimeout(() => undefined, 60_000)'], {
    cwd,
    detached: true,
    stdio: 'ignore',
    env: {},
  });
  const pid = child.pid ?? 0;
  return {
    reference: { pid, identity: processIdentity(pid) ?? '', command: 'planted' },
    end: () => void child.kill('SIGKILL'),
  };
};

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';

import { CliError, EXIT } from '../cli-error.ts';
import type { HostProgram } from './start-host.ts';

/** What the host's own inspection says of a workspace. */
export type Inspection = {
  findings: { name: string; status: 'ok' | 'wrong' | 'absent'; detail: string; advice?: string }[];
  /** Of a restore: what was put back, null where nothing was damaged. */
  restored?: { files: string[]; from: string; aside: string } | null;
  /** Why nothing could be restored. */
  problem?: string;
};

/** Looks at a workspace without a host; `undefined` where no host has worked yet. */
export const inspect = (
  { hostEntry }: HostProgram,
  workspace: string,
  restore: boolean,
): Inspection | undefined => {
  if (!existsSync(join(workspace, 'engine.db'))) return undefined;
  const program = join(dirname(hostEntry), `inspect${extname(hostEntry)}`);
  const args = [program, '--workspace', workspace, ...(restore ? ['--restore'] : [])];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status === 0) return JSON.parse(stdout) as Inspection;
  throw new CliError(
    'The workspace could not be looked at.',
    stderr.trim().split('\n').at(-1) ?? '',
    'Please report it.',
    EXIT.failed,
  );
};

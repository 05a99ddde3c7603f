import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { restoreBackup } from '../backup/restore-backup.ts';
import { lockHolder } from './host-lock.ts';
import { inspectWorkspace } from './inspect-workspace.ts';

/**
 * A workspace looked at from outside: `--workspace DIR [--restore]`. Prints one JSON document: `findings`, and `restored` or
 * `problem` where a backup was to be put back. Ends with 0.
 */
const { values } = parseArgs({
  options: { workspace: { type: 'string' }, restore: { type: 'boolean', default: false } },
});
const workspace = resolve(values.workspace ?? '.');

const restore = (): object => {
  const holder = lockHolder(workspace);
  if (holder) return { problem: `A host works here (process ${holder.pid}): stop it first.` };
  try {
    return { restored: restoreBackup(workspace, new Date()) ?? null };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
};

const done = values.restore ? restore() : {};
process.stdout.write(`${JSON.stringify({ ...done, findings: inspectWorkspace(workspace) })}\n`);

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { damageOf } from '../backup/check-database.ts';
import { DATABASES } from '../backup/database-files.ts';
import { backupsOf } from '../backup/take-backup.ts';
import { freeBytes, isOutOfSpace } from '../full-disk.ts';
import { orphansOf } from '../processes/process-registry.ts';
import { lockHolder } from './host-lock.ts';
import { checkWorkspaceFormat, WorkspaceTooNew } from './workspace-format.ts';

/** `wrong`: nothing works until it is put right. `absent`: worth knowing. */
export type WorkspaceFinding = {
  name: string;
  status: 'ok' | 'wrong' | 'absent';
  detail: string;
  advice?: string;
};

const format = (workspace: string): WorkspaceFinding => {
  const name = 'format';
  try {
    checkWorkspaceFormat(workspace);
    return { name, status: 'ok', detail: 'this version reads it' };
  } catch (error) {
    if (!(error instanceof WorkspaceTooNew)) throw error;
    return { name, status: 'wrong', detail: error.message, advice: 'Use the version that wrote it.' };
  }
};

const lock = (workspace: string): WorkspaceFinding => {
  const holder = lockHolder(workspace);
  const detail = holder
    ? `a host works here (process ${holder.pid}, ${holder.url ?? 'starting'})`
    : 'no host works here';
  return { name: 'lock', status: 'ok', detail };
};

const databases = (workspace: string): WorkspaceFinding[] => {
  const [newest] = backupsOf(workspace);
  return DATABASES.map((file) => {
    const problem = damageOf(join(workspace, file));
    if (problem === undefined) return { name: file, status: 'ok', detail: 'every page can be read' };
    const advice = newest
      ? '`npx factory doctor --restore` puts the newest good backup in its place.'
      : 'There is no backup yet: use another workspace.';
    return { name: file, status: 'wrong', detail: `damaged: ${problem}`, advice };
  });
};

const orphans = (workspace: string): WorkspaceFinding => {
  const found = orphansOf(join(workspace, 'processes'));
  return found.length === 0
    ? { name: 'processes', status: 'ok', detail: 'none was left behind' }
    : {
        name: 'processes',
        status: 'absent',
        detail: `left behind by a host that died: ${found.join(', ')}`,
        advice: 'The next host ends them.',
      };
};

const space = (workspace: string): WorkspaceFinding => {
  const detail = `${Math.floor(freeBytes(workspace) / 1024 ** 2)} MiB are free`;
  return isOutOfSpace(workspace)
    ? { name: 'disk', status: 'wrong', detail, advice: 'Free space there, then `npx factory resume`.' }
    : { name: 'disk', status: 'ok', detail };
};

/** Read without a bus: looking at a workspace changes nothing in it. */
const countDead = (path: string): number => {
  using database = new DatabaseSync(path, { readOnly: true, timeout: 10_000 });
  return Number(database.prepare('SELECT count(*) AS n FROM message WHERE dead = 1').get()?.['n']);
};

const deadLetters = (workspace: string): WorkspaceFinding[] => {
  const path = join(workspace, 'bus.db');
  if (!existsSync(path) || damageOf(path) !== undefined) return [];
  const count = countDead(path);
  return [
    count === 0
      ? { name: 'messages', status: 'ok', detail: 'none waits for a person' }
      : {
          name: 'messages',
          status: 'absent',
          detail: `${count} that nobody could work on`,
          advice: '`npx factory messages` lists them.',
        },
  ];
};

/** What is right and wrong with a workspace; nothing of it is changed. */
export const inspectWorkspace = (workspace: string): WorkspaceFinding[] => [
  format(workspace),
  lock(workspace),
  ...databases(workspace),
  orphans(workspace),
  space(workspace),
  ...deadLetters(workspace),
];

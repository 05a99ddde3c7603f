import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { BUS_FORMAT } from '../bus/bus-schema.ts';
import { ENGINE_FORMAT } from './durable/engine-schema.ts';
import { SCHEMA_VERSION } from '../stores/schema.ts';

/** Newest format of each file that this version reads. */
const newest: Readonly<Record<string, number>> = {
  'store.db': SCHEMA_VERSION,
  'bus.db': BUS_FORMAT,
  'engine.db': ENGINE_FORMAT,
};

/** A newer version of the factory wrote the workspace. */
export class WorkspaceTooNew extends Error {}

/** `PRAGMA user_version`; 0 where the file is no database, which whoever opens it explains better. */
const formatOf = (path: string): number => {
  try {
    using database = new DatabaseSync(path, { readOnly: true });
    return Number(database.prepare('PRAGMA user_version').get()?.['user_version']);
  } catch {
    return 0;
  }
};

/** Looks before anything is written. Throws `WorkspaceTooNew`. */
export const checkWorkspaceFormat = (workspace: string): void => {
  for (const [file, known] of Object.entries(newest)) {
    const path = join(workspace, file);
    const found = existsSync(path) ? formatOf(path) : 0;
    if (found > known)
      throw new WorkspaceTooNew(
        `${path} has format ${found}, this version of the factory reads formats up to ${known}.`,
      );
  }
};

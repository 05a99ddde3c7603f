import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { change } from './change-store.ts';
import { leaveProcess, type Plant } from './plant.ts';

/** Writes over a page in the middle of a database. Bytes. */
const PAGE = 4_096;

const spoilPage = (file: string): void => {
  const descriptor = openSync(file, 'r+');
  writeSync(descriptor, Buffer.alloc(PAGE, 0xa5), 0, PAGE, 2 * PAGE);
  closeSync(descriptor);
};

/** For the oracles that hold in any workspace at rest. */
export const restPlants: readonly Plant[] = [
  {
    name: 'a page that is not what it was',
    oracle: 'databases',
    plant: (workspace) => spoilPage(join(workspace, 'store.db')),
  },
  {
    name: 'a process in the workspace',
    oracle: 'processes',
    plant: (workspace) => ({ cleanUp: leaveProcess(workspace).end }),
  },
  {
    name: 'a process of a killed host, elsewhere',
    oracle: 'processes',
    plant: () => {
      const { reference, end } = leaveProcess(tmpdir());
      return { known: [reference], cleanUp: end };
    },
  },
  {
    name: 'an orchestration that never ended',
    oracle: 'engine',
    plant: (workspace, project) =>
      change(workspace, 'engine.db', `UPDATE instance SET status = 'Running' WHERE id = ?`, project),
  },
  {
    name: 'the folder of a sandbox',
    oracle: 'temporary folders',
    plant: (workspace) => void mkdirSync(join(workspace, 'sandbox/left'), { recursive: true }),
  },
];

import { join } from 'node:path';

import { damaged } from '../../../../platform/embedded/backup/check-database.ts';
import { orphansOf } from '../../../../platform/embedded/processes/process-registry.ts';
import { NOTHING_THERE, observeAzureDevOps, type AzureDevOps } from './azure-devops.ts';
import { living, processesAt, processLine, type ProcessReference } from './processes.ts';
import { NO_RECORDS, observeRecords, type Records } from './records.ts';

/** A workspace in which nothing runs any more, as it is on disk, and what lives of what ran for it. */
export type Observation = {
  /** Databases with a damage. Where there is one, nothing else is read. */
  damage: readonly string[];
  devOps: AzureDevOps;
  records: Records;
  /** Processes that outlived the command that worked there. */
  processes: readonly string[];
};

const processesOf = (workspace: string, known: readonly ProcessReference[]): string[] => [
  ...new Set([
    ...living(known).map(processLine),
    ...processesAt(workspace).map(processLine),
    ...orphansOf(join(workspace, 'processes')),
  ]),
];

/** `known`: processes that lived below hosts when they were killed. */
export const observe = (workspace: string, known: readonly ProcessReference[] = []): Observation => {
  const processes = processesOf(workspace, known);
  const damage = damaged(workspace).map(({ file, problem }) => `${file}: ${problem}`);
  return damage.length > 0
    ? { damage, devOps: NOTHING_THERE, records: NO_RECORDS, processes }
    : { damage, devOps: observeAzureDevOps(workspace), records: observeRecords(workspace), processes };
};

import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { createEngineStore } from '../../../platform/embedded/host/durable/engine-store.ts';
import { cases } from './cases.ts';
import { writeGolden } from './golden-history.ts';
import { historiesOf, normalised } from './histories-of.ts';
import { registeredOrchestrators } from './orchestrations.ts';
import { runCase } from './run-case.ts';

/**
 * Records golden histories of the current version: `npm run golden` of every case, `npm run golden -- --workspace DIR [--case NAME]`
 * what a real factory did in a workspace that no host has.
 */
const { values } = parseArgs({
  options: { workspace: { type: 'string' }, case: { type: 'string', default: 'workspace' } },
});

const ofWorkspace = (workspace: string) => {
  if (!existsSync(join(workspace, 'engine.db'))) throw new Error(`${workspace} has no engine.db.`);
  const store = createEngineStore(workspace);
  try {
    return normalised(historiesOf(store.list(), store.history), workspace);
  } finally {
    store.close();
  }
};

const written: string[] = [];
if (values.workspace !== undefined)
  written.push(...writeGolden(values.case, ofWorkspace(resolve(values.workspace))));
else {
  const orchestrators = await registeredOrchestrators();
  for (const [label, given] of Object.entries(cases()))
    written.push(...writeGolden(label, await runCase(given, orchestrators)));
}
process.stdout.write(`${written.length} histories recorded\n`);
process.exit(0);

import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { expect, it } from 'vitest';

import { createEmbeddedStores } from '../../../../platform/embedded/stores/embedded-stores.ts';
import { actionLogContract } from '../../contract/action-log-contract.ts';
import { storesBacking } from './stores-backing.ts';
import { temporaryWorkspace } from './temporary-workspace.ts';

actionLogContract(
  'SQLite',
  storesBacking(({ actions }) => actions),
);

it.each(['UPDATE agent_action SET document = 1', 'DELETE FROM agent_action'])(
  'the database itself refuses: %s',
  async (statement) => {
    const directory = temporaryWorkspace();
    const stores = createEmbeddedStores({ directory });
    await stores.actions.append({
      id: 'a',
      projectId: 'p',
      correlationId: 'c',
      causationId: 'c',
      stage: 'vision',
      agent: 'planner',
      action: 'plan',
      provider: 'rules',
      status: 'succeeded',
      startedAt: '2026-01-01T00:00:00.000Z',
      durationMs: 1,
      input: '',
      output: '',
      knowledge: [],
    });
    stores.close();
    const database = new DatabaseSync(join(directory, 'store.db'));
    expect(() => database.exec(statement)).toThrow('append-only');
    database.close();
  },
);

import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { expect, it } from 'vitest';

import { committed, limitsOf } from '../../../../factory/domain/budget.ts';
import { createEmbeddedStores } from '../../../../platform/embedded/stores/embedded-stores.ts';
import { budgetStoreContract } from '../../contract/budget-store-contract.ts';
import { storesBacking } from './stores-backing.ts';
import { temporaryWorkspace } from './temporary-workspace.ts';

budgetStoreContract(
  'SQLite',
  storesBacking(({ budgets }) => budgets),
);

it('lets several processes together reserve what is left and no more', async () => {
  const directory = temporaryWorkspace();
  const { budgets, close } = createEmbeddedStores({ directory });
  await budgets.open('p', limitsOf({ tokens: 500 }));
  const script = join(import.meta.dirname, 'reserve-forever.ts');
  const granted = await Promise.all(
    ['a', 'b', 'c'].map(async (name) => {
      const { stdout } = await promisify(execFile)(process.execPath, [script, directory, name]);
      return Number(stdout);
    }),
  );
  expect(granted.reduce((sum, each) => sum + each, 0)).toBe(71);
  expect(committed((await budgets.read('p'))!).tokens).toBe(497);
  close();
});

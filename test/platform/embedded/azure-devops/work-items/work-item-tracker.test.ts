import { expect, it } from 'vitest';

import { createEmbeddedStores } from '../../../../../platform/embedded/stores/embedded-stores.ts';
import { workItemTrackerContract } from '../../../contract/work-item-tracker-contract.ts';
import { storesBacking } from '../../stores/stores-backing.ts';
import { temporaryWorkspace } from '../../stores/temporary-workspace.ts';

workItemTrackerContract(
  'SQLite',
  storesBacking(({ workItems }) => workItems),
);

const epic = (key: string) => ({
  key,
  type: 'Epic' as const,
  title: key,
  description: '',
  priority: 1,
  tags: [],
});

it('numbers work items from 1 in a workspace, without gaps for refused or repeated calls', async () => {
  const stores = createEmbeddedStores({ directory: temporaryWorkspace() });
  expect(await stores.workItems.ensureAll('p', [epic('E1')])).toEqual({ E1: 1 });
  expect(await stores.workItems.ensureAll('p', [epic('E1')])).toEqual({ E1: 1 });
  await expect(stores.workItems.ensureAll('p', [{ ...epic('E2'), parentKey: 'none' }])).rejects.toThrow(
    'none',
  );
  expect(await stores.workItems.ensureAll('q', [epic('E1'), epic('E2')])).toEqual({ E1: 2, E2: 3 });
  stores.close();
});

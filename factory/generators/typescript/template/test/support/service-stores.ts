import { onTestFinished } from 'vitest';

import { systemClock } from '#connectsoft/clock';
import { envelopeOf } from '#connectsoft/cloud-event';

import { storeIn } from '../../src/infrastructure/persistence/cosmos-store.ts';
import { openEmbeddedStore } from '../../src/infrastructure/persistence/embedded-store.ts';
import type { ServiceStore } from '../../src/infrastructure/persistence/store.ts';
import { startCosmosStub } from './cosmos-stub.ts';
import { temporaryDirectory } from './temporary-directory.ts';

export const envelope = envelopeOf('test', systemClock);

/** Every store of the service, empty, by name. */
export const serviceStores: [string, () => Promise<ServiceStore>][] = [
  [
    'embedded',
    async () => {
      const store = openEmbeddedStore(temporaryDirectory(), envelope);
      onTestFinished(store.close);
      return store;
    },
  ],
  [
    'Cosmos DB',
    async () => {
      const { container, close } = await startCosmosStub();
      onTestFinished(close);
      return storeIn(container, envelope, close);
    },
  ],
];

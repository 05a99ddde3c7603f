import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import {
  createEmbeddedStores,
  type EmbeddedStores,
} from '../../../../platform/embedded/stores/embedded-stores.ts';
import type { Backing } from '../../contract/backing.ts';

/** A store in a folder of its own; every client opens the database anew. */
export const storesBacking =
  <Port>(pick: (stores: EmbeddedStores) => Port) =>
  async (): Promise<Backing<Port>> => {
    const directory = await mkdtemp(join(tmpdir(), 'factory-stores-'));
    let open: EmbeddedStores[] = [];
    const disconnectAll = async () => {
      for (const stores of open) stores.close();
      open = [];
    };
    return {
      async connect() {
        const stores = createEmbeddedStores({ directory });
        open.push(stores);
        return pick(stores);
      },
      disconnectAll,
      async destroy() {
        await disconnectAll();
        await rm(directory, { recursive: true });
      },
    };
  };

import type { BlobContents } from '../../../../platform/azure/blob/blob-contents.ts';
import { CONTAINERS } from '../../../../platform/azure/cosmos/containers.ts';
import {
  createCosmosDatabase,
  type CosmosDatabase,
} from '../../../../platform/azure/cosmos/cosmos-database.ts';
import { createCosmosStores, type CosmosStores } from '../../../../platform/azure/cosmos/cosmos-stores.ts';
import { trust } from '../../../loopback/tls/trust.ts';
import { selfSigned } from '../../../loopback/tls/self-signed.ts';
import { startCosmos, type CosmosServer } from '../../../loopback/cosmos/cosmos-server.ts';
import type { Backing } from '../../contract/backing.ts';

/** One for all servers of a file: each that is trusted makes every later connection slower. */
export const tls = selfSigned();
trust(tls.certificate);

/** A credential whose tokens the loopback server takes. */
export const credential = {
  getToken: async () => ({ token: 'loopback', expiresOnTimestamp: Date.now() + 3_600_000 }),
};

/** Blobs in memory, for what is not about Blob storage. */
export const memoryBlobs = (): BlobContents & { kept: Map<string, Uint8Array> } => {
  const kept = new Map<string, Uint8Array>();
  return {
    kept,
    put: async (tenant, sha256, bytes) => void kept.set(`${tenant}/${sha256}`, bytes),
    read: async (tenant, sha256) => kept.get(`${tenant}/${sha256}`),
  };
};

export const connectTo = (server: CosmosServer): CosmosDatabase =>
  createCosmosDatabase({ endpoint: server.url, database: 'factory', credential });

/** The ports of one tenant over a loopback account, by what a suite needs of them. */
export const cosmosBacking =
  <Port>(pick: (stores: CosmosStores) => Port, tenant = 'local') =>
  async (): Promise<Backing<Port>> => {
    const server = await startCosmos({ containers: Object.keys(CONTAINERS), tls });
    const blobs = memoryBlobs();
    let open: CosmosDatabase[] = [];
    const disconnectAll = async () => {
      for (const database of open) database.close();
      open = [];
    };
    return {
      async connect() {
        const database = connectTo(server);
        open.push(database);
        return pick(createCosmosStores(database, tenant, { blobs, seed: [] }));
      },
      disconnectAll,
      async destroy() {
        await disconnectAll();
        await server.close();
      },
    };
  };

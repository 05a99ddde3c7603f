import { randomUUID } from 'node:crypto';

import { expect, it } from 'vitest';

import { CONTAINERS } from '../../../../platform/azure/cosmos/containers.ts';
import type { CosmosDatabase } from '../../../../platform/azure/cosmos/cosmos-database.ts';
import { createCosmosStores, type CosmosStores } from '../../../../platform/azure/cosmos/cosmos-stores.ts';
import type { Backing } from '../../contract/backing.ts';
import { actionLogContract } from '../../contract/action-log-contract.ts';
import { artifactStoreContract } from '../../contract/artifact-store-contract.ts';
import { budgetStoreContract } from '../../contract/budget-store-contract.ts';
import { eventJournalContract } from '../../contract/event-journal-contract.ts';
import { knowledgeBaseContract } from '../../contract/knowledge-base-contract.ts';
import { projectStoreContract } from '../../contract/project-store-contract.ts';
import { reviewStoreContract } from '../../contract/review-store-contract.ts';
import { undoLedgerContract } from '../../contract/undo-ledger-contract.ts';
import { memoryBlobs } from './cosmos-backing.ts';

/** Address and key of an official emulator: it knows no identities. */
const { FACTORY_TEST_COSMOS: endpoint, FACTORY_TEST_COSMOS_KEY: key } = process.env;

const open = async () => {
  const { CosmosClient } = await import('@azure/cosmos');
  const connectionPolicy = { enableEndpointDiscovery: false };
  return new CosmosClient({ endpoint: endpoint ?? '', key: key ?? '', connectionPolicy });
};

/** A database of its own on the emulator, with the containers as they are provisioned. */
const backing =
  <Port>(pick: (stores: CosmosStores) => Port) =>
  async (): Promise<Backing<Port>> => {
    const client = await open();
    const { database } = await client.databases.create({ id: `factory-${randomUUID()}` });
    for (const [id, { ...container }] of Object.entries(CONTAINERS)) {
      const ttl = 'defaultTtlSeconds' in container ? { defaultTtl: container.defaultTtlSeconds } : {};
      const text = id === 'knowledge' ? { fullTextPolicy: FULL_TEXT, indexingPolicy: FULL_TEXT_INDEX } : {};
      await database.containers.create({ id, partitionKey: { paths: ['/pk'] }, ...ttl, ...text });
    }
    const blobs = memoryBlobs();
    const opened: CosmosDatabase = {
      container: async (name) => database.container(name),
      timeoutMs: 60_000,
      host: new URL(endpoint ?? '').host,
      close: () => undefined,
    };
    return {
      connect: async () => pick(createCosmosStores(opened, 'local', { blobs, seed: [] })),
      disconnectAll: async () => undefined,
      async destroy() {
        await database.delete();
        client.dispose();
      },
    };
  };

const FULL_TEXT = { defaultLanguage: 'en-US', fullTextPaths: [{ path: '/words', language: 'en-US' }] };
const FULL_TEXT_INDEX = {
  includedPaths: [{ path: '/*' }],
  fullTextIndexes: [{ path: '/words' }],
};

const NAME = 'Cosmos DB, as its emulator has it';

const SUITES = [
  () =>
    projectStoreContract(
      NAME,
      backing(({ projects }) => projects),
    ),
  () =>
    reviewStoreContract(
      NAME,
      backing(({ reviews }) => reviews),
    ),
  () =>
    budgetStoreContract(
      NAME,
      backing(({ budgets }) => budgets),
    ),
  () =>
    undoLedgerContract(
      NAME,
      backing(({ undo }) => undo),
    ),
  () =>
    actionLogContract(
      NAME,
      backing(({ actions }) => actions),
    ),
  () =>
    eventJournalContract(
      NAME,
      backing(({ journal }) => journal),
    ),
  () =>
    artifactStoreContract(
      NAME,
      backing(({ artifacts }) => artifacts),
    ),
  () =>
    knowledgeBaseContract(
      NAME,
      backing(({ knowledge }) => knowledge),
    ),
];

it.skipIf(endpoint === undefined)('the emulator that FACTORY_TEST_COSMOS names answers', async () => {
  const client = await open();
  expect((await client.getDatabaseAccount()).statusCode).toBe(200);
  client.dispose();
});

for (const suite of endpoint === undefined ? [] : SUITES) suite();

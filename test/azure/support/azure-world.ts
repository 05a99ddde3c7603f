import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ACCESS_ROLES } from '../../../factory/domain/role.ts';
import { CONTAINERS } from '../../../platform/azure/cosmos/containers.ts';
import { AUDIENCES, cosmosAudience } from '../../../platform/azure/identity/audiences.ts';
import { startAzureDevOps, type AzureDevOpsServer } from '../../loopback/azure-devops/server.ts';
import { startBlobStorage, type BlobServer } from '../../loopback/blob/blob-server.ts';
import { startCosmos, type CosmosServer } from '../../loopback/cosmos/cosmos-server.ts';
import { startIdentityServer, type IdentityServer } from '../../loopback/identity/identity-server.ts';
import { startIngestionServer, type IngestionServer } from '../../loopback/ingestion/ingestion-server.ts';
import { startKeyVaultServer, type KeyVaultServer } from '../../loopback/key-vault/key-vault-server.ts';
import { rulesModel } from '../../loopback/model/rules-model.ts';
import { startModelServer, type ModelServer } from '../../loopback/model/start-model-server.ts';
import { startServiceBus, type LoopbackServiceBus } from '../../loopback/service-bus/service-bus.ts';
import { startSessionPool, type SessionPool } from '../../loopback/sessions/session-pool.ts';
import { selfSigned } from '../../loopback/tls/self-signed.ts';

/** Client id of the factory's managed identity. */
const CLIENT_ID = '7b6a5a4e-3b1c-4c3f-9a51-0a3f6a5d2c11';
/** In the vault only: it must come out nowhere else. */
export const CANARY = 'canary-9f8e7d6c5b4a-sandbox-key-of-the-loopback';

/** Access keys, of the tenant of the factory and of another one. */
export const KEY = 'fk_key-of-the-tenant-in-the-loopback-world-0001';
export const STRANGERS_KEY = 'fk_key-of-another-tenant-in-the-loopback-0002';

const accessKey = (name: string, tenant: string, key: string) => ({
  name,
  tenant,
  roles: ACCESS_ROLES,
  sha256: createHash('sha256').update(key).digest('hex'),
});

/** Two systems of the customer: one asks for projects, the other decides. */
export const SENDERS = [
  {
    name: 'portal',
    roles: [],
    requests: 'factory-requests',
    control: 'factory-control',
    replies: 'factory-replies',
  },
  {
    name: 'desk',
    roles: ['reviewer', 'architect', 'devops-engineer'],
    requests: 'desk-requests',
    control: 'desk-control',
    replies: 'desk-replies',
  },
];

/** The organisation and project of a definition that names none. */
const ORGANIZATIONS = { connectsoft: ['factory'] };

export type AzureWorld = {
  identity: IdentityServer;
  cosmos: CosmosServer;
  blobs: BlobServer;
  vault: KeyVaultServer;
  bus: LoopbackServiceBus;
  devOps: AzureDevOpsServer;
  model: ModelServer;
  sessions: SessionPool;
  ingestion: IngestionServer;
  /** Settings of an app that uses all of them. */
  settings: Record<string, string>;
  close(): Promise<void>;
};

/** All services of Azure that the app uses, on this machine: each checks its tokens, none knows the factory. */
export const startAzureWorld = async (tenant = 'contoso'): Promise<AzureWorld> => {
  const folder = mkdtempSync(join(tmpdir(), 'factory-azure-world-'));
  const tls = selfSigned();
  const identity = await startIdentityServer({ clientIds: [CLIENT_ID] });
  const good = (audience: string) => (token: string) => identity.refusalOf(token, audience) === undefined;
  const refusal = (audience: string) => (token: string) => identity.refusalOf(token, audience);

  const cosmos = await startCosmos({
    containers: Object.keys(CONTAINERS),
    // Its audience is its address, which is known when it listens.
    accepts: (token) => good(cosmosAudience(cosmos.url))(token),
    tls,
  });
  const blobs = await startBlobStorage({
    containers: ['artifacts'],
    accepts: good(AUDIENCES.blobStorage),
    tls,
  });
  const vault = await startKeyVaultServer({ refusalOf: refusal(AUDIENCES.keyVault) });
  vault.set('sandbox-key', CANARY);
  const bus = await startServiceBus({
    queues: [
      ...SENDERS.flatMap(({ requests, control, replies }) => [requests, control, replies]),
      'factory-rejected',
    ],
    topics: {
      'factory-events': {
        journal: undefined,
        wakes: undefined,
        replies: undefined,
        watcher: { sql: "stage = 'deployment'" },
      },
    },
    acceptsToken: good(AUDIENCES.serviceBus),
  });
  const devOps = await startAzureDevOps({
    organizations: ORGANIZATIONS,
    acceptsToken: good(AUDIENCES.azureDevOps),
  });
  const model = await startModelServer({ script: rulesModel() });
  const sessions = await startSessionPool({ accepts: good(AUDIENCES.dynamicSessions) });
  const ingestion = await startIngestionServer({ refusalOf: refusal(AUDIENCES.telemetry) });

  const authorities = join(folder, 'authorities.pem');
  writeFileSync(authorities, [tls, vault, ingestion].map(({ certificate }) => certificate).join('\n'));
  return {
    identity,
    cosmos,
    blobs,
    vault,
    bus,
    devOps,
    model,
    sessions,
    ingestion,
    settings: {
      ...identity.environment,
      NODE_EXTRA_CA_CERTS: authorities,
      FACTORY_TENANT: tenant,
      FACTORY_SENDERS: JSON.stringify(SENDERS.map((sender) => ({ ...sender, tenant }))),
      ACCESS_KEYS: JSON.stringify([
        accessKey('tests', tenant, KEY),
        accessKey('strangers', 'strangers', STRANGERS_KEY),
      ]),
      // The tests look as often as they can.
      LIMIT_REQUESTS_PER_MINUTE: '60000',
      AZURE_CLIENT_ID: CLIENT_ID,
      COSMOS_ENDPOINT: cosmos.url,
      BLOB_ENDPOINT: blobs.url,
      KEY_VAULT_ENDPOINT: vault.url,
      SANDBOX_ENDPOINT: sessions.url,
      ServiceBus: bus.connectionString,
      AZURE_DEVOPS_ENDPOINT: devOps.url,
      AZURE_DEVOPS_ORGANIZATIONS: 'connectsoft',
      PIPELINE_LOOK_SECONDS: '0.2',
      FACTORY_MODEL: 'azure-openai',
      MODEL_ENDPOINT: model.url,
      MODEL_DEPLOYMENT: 'gpt-5-mini',
      APPLICATIONINSIGHTS_CONNECTION_STRING: ingestion.connectionString,
      APPLICATION_INSIGHTS_NO_STATSBEAT: 'true',
    },
    async close() {
      await Promise.all(
        [cosmos, blobs, vault, bus, devOps, model, sessions, ingestion, identity].map((server) =>
          server.close(),
        ),
      );
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

import { lookup } from 'node:dns/promises';

import type { TokenCredential } from '@azure/identity';

import type { Sender } from '../../factory/domain/sender.ts';
import type { Clock, KnowledgeEntry, ModelProvider, Ports } from '../ports.ts';
import { createAzureDevOpsHttp, type AzureDevOpsHttpOptions } from './azure-devops/azure-devops-http.ts';
import { createPipelineRuntime } from './azure-devops/pipelines/pipeline-runtime.ts';
import { createAzurePipelineRunner } from './azure-devops/pipelines/pipeline-runner.ts';
import { placeOfProject } from './azure-devops/place-of-project.ts';
import { withFeedPreflight } from '../outbound/feed-preflight.ts';
import { createAzurePreflight } from './azure-devops/preflight/azure-preflight.ts';
import { createAzurePullRequests } from './azure-devops/pull-requests/azure-pull-requests.ts';
import { identityUrlOf } from './azure-devops/pull-requests/identities.ts';
import { createAzureSourceControl } from './azure-devops/source-control/azure-source-control.ts';
import { createAzureProjectWiki } from './azure-devops/wiki/project-wiki.ts';
import { createAzureWorkItemTracker } from './azure-devops/work-items/work-item-tracker.ts';
import { createBlobStorage } from './blob/blob-storage.ts';
import { createCosmosDatabase } from './cosmos/cosmos-database.ts';
import { createCosmosStores, type StoreOptions } from './cosmos/cosmos-stores.ts';
import { createInterruption } from './interruption.ts';
import { createSessionVerifier } from './sandbox/session-verifier.ts';
import { createMessaging } from './service-bus/messaging.ts';
import { createServiceBusConnection, type ServiceBusAccess } from './service-bus/service-bus-connection.ts';
import { observePorts } from './telemetry/observe-ports.ts';

export type AzureOptions = {
  /** Sees what nobody can say whose it is. */
  ownTenant: string;
  senders: readonly Sender[];
  cosmos: { endpoint: string; database: string; credential: TokenCredential };
  blob: { endpoint: string; container: string; credential: TokenCredential };
  serviceBus: ServiceBusAccess;
  /** Who calls Azure DevOps, where it is, and how often a pipeline run is looked at. */
  azureDevOps: Pick<AzureDevOpsHttpOptions, 'access' | 'organizations'> & { url: string; lookMs: number };
  sandbox: { endpoint: string; credential: TokenCredential; key: () => Promise<string> };
  /** Absent: the agents' rules answer. */
  model?: ModelProvider | undefined;
  /** Absent: knowledge is found by its words. */
  embed?: StoreOptions['embed'];
  knowledge: readonly KnowledgeEntry[];
};

export type AzurePlatform = {
  /** What one tenant's projects stand on. Clients are shared, what they ask for is the tenant's. */
  portsOf(tenant: string): Ports;
  stop(): Promise<void>;
};

/** Everything that the app stands on in Azure. Nothing is loaded or connected before it is used. */
export const createAzurePlatform = (options: AzureOptions): AzurePlatform => {
  const clock: Clock = { now: () => new Date() };
  const database = createCosmosDatabase(options.cosmos);
  const blobs = createBlobStorage(options.blob);
  const connection = createServiceBusConnection(options.serviceBus);
  const interruption = createInterruption();
  const { url: baseUrl, lookMs, ...whose } = options.azureDevOps;
  const { knowledge: seed, embed, model } = options;
  const { senders, ownTenant } = options;
  const messagingOf = createMessaging({ connection, senders, ownTenant });

  return {
    portsOf(tenant) {
      const stores = createCosmosStores(database, tenant, { blobs, seed, ...(embed ? { embed } : {}) });
      const http = createAzureDevOpsHttp({ ...whose, baseUrl });
      const placeOf = placeOfProject(stores.projects);
      return observePorts({
        ...stores,
        ...messagingOf(tenant),
        sourceControl: createAzureSourceControl({ http, baseUrl }),
        pullRequests: createAzurePullRequests({
          http,
          people: createAzureDevOpsHttp({ ...whose, baseUrl: identityUrlOf(baseUrl) }),
        }),
        workItems: createAzureWorkItemTracker({ http, placeOf }),
        documentation: createAzureProjectWiki({ http, placeOf }),
        preflight: withFeedPreflight(createAzurePreflight({ http }), (host) => lookup(host, { all: true })),
        pipelines: createAzurePipelineRunner({ http, placeOf, lookMs }),
        runtime: createPipelineRuntime({ placeOf }),
        verifier: createSessionVerifier({ ...options.sandbox, tenant, clock }),
        ...(model ? { model } : {}),
        interruption,
        clock,
      });
    },
    async stop() {
      database.close();
      await connection.close();
    },
  };
};

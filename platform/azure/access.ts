import type { AUDIENCES } from './identity/audiences.ts';

/** What an identity of the factory may do, and why; `npm run docs` makes docs/reference/access.md from it. */
export type Access = {
  /** The identity: of the app, or that which fetches the image of the sandbox. */
  who: 'app' | 'image pull';
  /** What needs it: an adapter of this folder by its audience, or a part of Azure itself. */
  needs: keyof typeof AUDIENCES | 'cosmos' | 'host' | 'orchestrations' | 'session pool';
  role: string;
  /** Id of the built-in role. */
  roleId: string;
  /** Type of the resource that it is given on. */
  scope: string;
  why: string;
  /** Only where this is provisioned. */
  only?: 'histories in storage' | 'models' | 'scheduler';
};

/** All of it: whoever needs more is refused by Azure, and a test refuses Bicep that gives more. */
export const ACCESS: readonly Access[] = [
  {
    who: 'app',
    needs: 'host',
    role: 'Storage Blob Data Owner',
    roleId: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b',
    scope: 'Microsoft.Storage/storageAccounts',
    why: 'The Functions host keeps its keys and leases there, and fetches the deployed package.',
  },
  {
    who: 'app',
    needs: 'host',
    role: 'Storage Queue Data Contributor',
    roleId: '974c5e8b-45b9-4653-ba55-5f855dd0fb88',
    scope: 'Microsoft.Storage/storageAccounts',
    why: 'Durable Functions hands out its work there.',
    only: 'histories in storage',
  },
  {
    who: 'app',
    needs: 'host',
    role: 'Storage Table Data Contributor',
    roleId: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3',
    scope: 'Microsoft.Storage/storageAccounts',
    why: 'Durable Functions keeps histories there.',
    only: 'histories in storage',
  },
  {
    who: 'app',
    needs: 'orchestrations',
    role: 'Durable Task Data Contributor',
    roleId: '0ad04412-c4d5-4796-b79c-f76d14c8d402',
    scope: 'Microsoft.DurableTask/schedulers/taskHubs',
    why: 'Orchestrations are started, worked on and asked for.',
    only: 'scheduler',
  },
  {
    who: 'app',
    needs: 'cosmos',
    role: 'Cosmos DB Built-in Data Contributor',
    roleId: '00000000-0000-0000-0000-000000000002',
    scope: 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases',
    why: 'Documents of one database are read and written; containers are not.',
  },
  {
    who: 'app',
    needs: 'blobStorage',
    role: 'Storage Blob Data Contributor',
    roleId: 'ba92f5b4-2d11-453d-a403-e96b0029c9fe',
    scope: 'Microsoft.Storage/storageAccounts/blobServices/containers',
    why: 'Large artifacts are read and written in one container.',
  },
  {
    who: 'app',
    needs: 'serviceBus',
    role: 'Azure Service Bus Data Receiver',
    roleId: '4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0',
    scope: 'Microsoft.ServiceBus/namespaces',
    why: 'Requests, events and dead letters are read; each new sender has queues of its own.',
  },
  {
    who: 'app',
    needs: 'serviceBus',
    role: 'Azure Service Bus Data Sender',
    roleId: '69a216fc-b8fb-44d8-bc22-1f3c2cd27a39',
    scope: 'Microsoft.ServiceBus/namespaces',
    why: 'Events are published, senders answered, messages rejected and sent again.',
  },
  {
    who: 'app',
    needs: 'keyVault',
    role: 'Key Vault Secrets User',
    roleId: '4633458b-17de-408a-b874-0445c86b69e6',
    scope: 'Microsoft.KeyVault/vaults',
    why: 'The secrets that settings name are read; none is listed or written.',
  },
  {
    who: 'app',
    needs: 'models',
    role: 'Cognitive Services OpenAI User',
    roleId: '5e0bd9bd-7b93-4f28-af87-19fc36ad61bd',
    scope: 'Microsoft.CognitiveServices/accounts',
    why: 'Deployments are asked.',
    only: 'models',
  },
  {
    who: 'app',
    needs: 'dynamicSessions',
    role: 'Azure ContainerApps Session Executor',
    roleId: '0fb8eba5-a2bb-4abe-b1c1-49dfad359bb0',
    scope: 'Microsoft.App/sessionPools',
    why: 'Services are built and tested in sessions of one pool.',
  },
  {
    who: 'app',
    needs: 'telemetry',
    role: 'Monitoring Metrics Publisher',
    roleId: '3913510d-42f4-4e42-8a64-420c390055eb',
    scope: 'Microsoft.Insights/components',
    why: 'Traces, metrics and logs are sent.',
  },
  {
    who: 'image pull',
    needs: 'session pool',
    role: 'AcrPull',
    roleId: '7f951dda-4ed3-4680-a7ca-43fe172d538d',
    scope: 'Microsoft.ContainerRegistry/registries',
    why: 'The image of the sessions is fetched; a session itself has no identity.',
  },
];

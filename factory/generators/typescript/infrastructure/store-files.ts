import type { GeneratedFile } from '../../../domain/artifact.ts';
import type { Service } from '../../../domain/blueprint.ts';
import type { AggregateModel } from '../aggregate-model.ts';
import { needsLock } from '../service-model.ts';
import { block, literal, paragraphs } from '../source-text.ts';

const folder = 'src/infrastructure/persistence';

/** The member of the store that holds an aggregate's repository: `events`. */
export const repositoryMember = ({ many }: AggregateModel): string => many;

const reacts = ({ reactions }: Service): boolean => reactions.length > 0;

const storeFile = (service: Service, models: readonly AggregateModel[]): GeneratedFile => ({
  path: `${folder}/store.ts`,
  content: paragraphs(
    block(
      needsLock(models) && `import type { Exclusively } from '#connectsoft/exclusively';`,
      reacts(service) && `import type { Inbox } from '#connectsoft/inbox';`,
      `import type { Outbox } from '#connectsoft/outbox';`,
    ),
    block(
      ...models.map(
        ({ type, folder: name }) =>
          `import type { ${type}Repository } from '../../domain/${name}/${name}-repository.ts';`,
      ),
    ),
    block(
      '/** Where the service keeps everything. */',
      'export type ServiceStore = {',
      ...models.map((model) => `${repositoryMember(model)}: ${model.type}Repository;`),
      'outbox: Outbox;',
      '/** Forgets the requests and the events that were done before an instant, and answers how many. */',
      'forget: (before: Date) => Promise<number>;',
      reacts(service) && 'inbox: Inbox;',
      needsLock(models) && 'exclusively: Exclusively;',
      '/** Rejects while the store does not answer. */',
      'ready: () => Promise<void>;',
      'close: () => void;',
      '};',
    ),
  ),
});

const collectionImports = (models: readonly AggregateModel[], prefix: 'Sqlite' | 'Cosmos'): string => {
  const file = prefix.toLowerCase();
  return block(
    models.some(({ isMutable }) => !isMutable) &&
      `import { ${prefix}Collection } from '#connectsoft/${file}-collection';`,
    models.some(({ isMutable }) => isMutable) &&
      `import { ${prefix}MutableCollection } from '#connectsoft/${file}-mutable-collection';`,
  );
};

const repositoryImports = (models: readonly AggregateModel[]): string =>
  block(
    ...models.map(
      ({ type, one, folder: name }) =>
        `import { create${type}Repository, ${one}Collection } from './${name}-repository.ts';`,
    ),
    `import type { ServiceStore } from './store.ts';`,
  );

const repositories = (
  models: readonly AggregateModel[],
  prefix: 'Sqlite' | 'Cosmos',
  place: string,
  events: string,
): string[] =>
  models.map((model) => {
    const collection = `${prefix}${model.isMutable ? 'Mutable' : ''}Collection`;
    return `${repositoryMember(model)}: create${model.type}Repository(new ${collection}(${place}, ${model.one}Collection, ${events})),`;
  });

const embeddedStoreFile = (service: Service, models: readonly AggregateModel[]): GeneratedFile => ({
  path: `${folder}/embedded-store.ts`,
  content: paragraphs(
    `import { join } from 'node:path';`,
    block(
      `import type { Envelope } from '#connectsoft/cloud-event';`,
      needsLock(models) && `import { inProcessLock } from '#connectsoft/in-process-lock';`,
      collectionImports(models, 'Sqlite'),
      `import { openDatabase } from '#connectsoft/sqlite-database';`,
      reacts(service) && `import { SqliteInbox } from '#connectsoft/sqlite-inbox';`,
      `import { SqliteOutbox } from '#connectsoft/sqlite-outbox';`,
      `import { forgetRows } from '#connectsoft/sqlite-retention';`,
    ),
    repositoryImports(models),
    block(
      '/** A SQLite file in `directory`, for a service that runs alone and needs no account. */',
      'export const openEmbeddedStore = (directory: string, envelope: Envelope): ServiceStore => {',
      `const database = openDatabase(join(directory, ${literal(`${service.name}.db`)}));`,
      'const outbox = new SqliteOutbox(database, envelope);',
      'return {',
      ...repositories(models, 'Sqlite', 'database', 'outbox'),
      'outbox,',
      'forget: async (before) => forgetRows(database, before),',
      reacts(service) && 'inbox: new SqliteInbox(database, outbox),',
      needsLock(models) && 'exclusively: inProcessLock(),',
      `ready: async () => { database.prepare('SELECT 1').get(); },`,
      'close: () => database.close(),',
      '};',
      '};',
    ),
  ),
});

const cosmosStoreFile = (service: Service, models: readonly AggregateModel[]): GeneratedFile => ({
  path: `${folder}/cosmos-store.ts`,
  content: paragraphs(
    `import type { Container } from '@azure/cosmos';`,
    block(
      `import { systemClock } from '#connectsoft/clock';`,
      `import type { Envelope } from '#connectsoft/cloud-event';`,
      collectionImports(models, 'Cosmos'),
      `import { openContainer } from '#connectsoft/cosmos-container';`,
      reacts(service) && `import { CosmosInbox } from '#connectsoft/cosmos-inbox';`,
      `import { CosmosLease } from '#connectsoft/cosmos-lease';`,
      needsLock(models) && `import { cosmosLock } from '#connectsoft/cosmos-lock';`,
      `import { CosmosOutbox } from '#connectsoft/cosmos-outbox';`,
      `import { forgetItems } from '#connectsoft/cosmos-retention';`,
    ),
    block(`import type { Configuration } from '../configuration.ts';`, repositoryImports(models)),
    block(
      '/** The store in a container of Cosmos DB with partition key path `/partitionKey`. */',
      'export const storeIn = (container: Container, envelope: Envelope, close: () => void): ServiceStore => ({',
      ...repositories(models, 'Cosmos', 'container', 'envelope'),
      `outbox: new CosmosOutbox(container, new CosmosLease(container, ${literal(`${service.name}-outbox`)}, systemClock)),`,
      'forget: (before) => forgetItems(container, before),',
      reacts(service) && 'inbox: new CosmosInbox(container, envelope),',
      needsLock(models) && 'exclusively: cosmosLock(container),',
      'ready: async () => { await container.read(); },',
      'close,',
      '});',
    ),
    block(
      `export const openCosmosStore = ({ endpoint, database }: Required<Configuration>['cosmos'], envelope: Envelope, azureClientId?: string): ServiceStore => {`,
      'const { container, close } = openContainer(endpoint, database, azureClientId);',
      'return storeIn(container, envelope, close);',
      '};',
    ),
  ),
});

/** The stores: what they offer, embedded and in Cosmos DB. */
export const storeFiles = (service: Service, models: readonly AggregateModel[]): GeneratedFile[] => [
  storeFile(service, models),
  embeddedStoreFile(service, models),
  cosmosStoreFile(service, models),
];

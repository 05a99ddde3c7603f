import { join } from 'node:path';

import { onTestFinished } from 'vitest';

import { systemClock } from '#connectsoft/clock';
import { envelopeOf } from '#connectsoft/cloud-event';
import { CosmosCollection } from '#connectsoft/cosmos-collection';
import { CosmosLease } from '#connectsoft/cosmos-lease';
import { CosmosOutbox } from '#connectsoft/cosmos-outbox';
import type { CollectionDefinition, DocumentCollection } from '#connectsoft/document-collection';
import type { Outbox } from '#connectsoft/outbox';
import { SqliteCollection } from '#connectsoft/sqlite-collection';
import { openDatabase } from '#connectsoft/sqlite-database';
import { SqliteOutbox } from '#connectsoft/sqlite-outbox';

import { startCosmosStub } from './cosmos-stub.ts';
import { temporaryDirectory } from './temporary-directory.ts';

export type Note = { id: string; topic: string; text?: string; rank?: number; done?: boolean };

export const notes: CollectionDefinition = {
  name: 'notes',
  unique: ['text'],
  indexed: ['topic', 'rank'],
  partitionKey: 'topic',
  appendOnly: true,
};

export const envelope = envelopeOf('test', systemClock);

export const openSqlite = () => {
  const database = openDatabase(join(temporaryDirectory(), 'test.db'));
  onTestFinished(() => database.close());
  return { database, outbox: new SqliteOutbox(database, envelope) };
};

export const openCosmos = async () => {
  const stub = await startCosmosStub();
  onTestFinished(stub.close);
  const lease = new CosmosLease(stub.container, 'test', systemClock);
  return { ...stub, outbox: new CosmosOutbox(stub.container, lease) };
};

type Opened = { documents: DocumentCollection<Note>; outbox: Outbox };

/** Every store that holds collections, by name. */
export const stores: [string, (definition: CollectionDefinition) => Promise<Opened>][] = [
  [
    'embedded',
    async (definition) => {
      const { database, outbox } = openSqlite();
      return { documents: new SqliteCollection<Note>(database, definition, outbox), outbox };
    },
  ],
  [
    'Cosmos DB',
    async (definition) => {
      const { container, outbox } = await openCosmos();
      return { documents: new CosmosCollection<Note>(container, definition, envelope), outbox };
    },
  ],
];

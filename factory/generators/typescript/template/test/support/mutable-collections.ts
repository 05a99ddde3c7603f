import { CosmosMutableCollection } from '#connectsoft/cosmos-mutable-collection';
import type { MutableCollection } from '#connectsoft/mutable-collection';
import type { Outbox } from '#connectsoft/outbox';
import { SqliteMutableCollection } from '#connectsoft/sqlite-mutable-collection';

import { envelope, notes, openCosmos, openSqlite, type Note } from './collections.ts';

type Opened = { documents: MutableCollection<Note>; outbox: Outbox };

export const mutableNotes = { ...notes, appendOnly: false };

/** Every store that holds collections whose documents change, by name. */
export const mutableStores: [string, () => Promise<Opened>][] = [
  [
    'embedded',
    async () => {
      const { database, outbox } = openSqlite();
      return { documents: new SqliteMutableCollection<Note>(database, mutableNotes, outbox), outbox };
    },
  ],
  [
    'Cosmos DB',
    async () => {
      const { container, outbox } = await openCosmos();
      return { documents: new CosmosMutableCollection<Note>(container, mutableNotes, envelope), outbox };
    },
  ],
];

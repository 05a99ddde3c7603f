import { describe, expect, it } from 'vitest';

import { CosmosInbox } from '#connectsoft/cosmos-inbox';
import { CosmosMutableCollection } from '#connectsoft/cosmos-mutable-collection';
import { forgetItems } from '#connectsoft/cosmos-retention';
import { once } from '#connectsoft/inbox';
import { SqliteInbox } from '#connectsoft/sqlite-inbox';
import { SqliteMutableCollection } from '#connectsoft/sqlite-mutable-collection';
import { forgetRows } from '#connectsoft/sqlite-retention';

import { envelope, openCosmos, openSqlite, type Note } from '../../support/collections.ts';
import { mutableNotes } from '../../support/mutable-collections.ts';

const openers = {
  embedded: async () => {
    const { database, outbox } = openSqlite();
    const documents = new SqliteMutableCollection<Note>(database, mutableNotes, outbox);
    const forget = async (before: Date) => forgetRows(database, before);
    return { documents, outbox, inbox: new SqliteInbox(database, outbox), forget };
  },
  'Cosmos DB': async () => {
    const { container, outbox } = await openCosmos();
    const documents = new CosmosMutableCollection<Note>(container, mutableNotes, envelope);
    const forget = (before: Date) => forgetItems(container, before);
    return { documents, outbox, inbox: new CosmosInbox(container, envelope), forget };
  },
};

const id = '019c1363-49c0-7000-8000-000000000000';
const event = { name: 'note-changed', version: 1, subject: id, data: {} };

describe.each(Object.entries(openers))('an inbox in the %s store', (_name, open) => {
  it('remembers a key with the change that was made under it, once', async () => {
    const { documents, inbox, outbox } = await open();
    await documents.insert(id, { id, topic: 'a' }, []);
    const change = () =>
      once(inbox, 'reaction:e1', async () => {
        const found = await documents.find(id);
        await documents.replace({ id, version: found?.version ?? 0, state: { id, topic: 'b' } }, [event]);
      });
    await change();
    await change();
    expect(await documents.find(id)).toMatchObject({ version: 2, state: { topic: 'b' } });
    expect(await outbox.pending(10)).toHaveLength(1);
    expect(await inbox.has('reaction:e1')).toBe(true);
    expect(await inbox.has('reaction:e2')).toBe(false);
  });

  it('remembers nothing where the change failed', async () => {
    const { documents, inbox } = await open();
    await documents.insert(id, { id, topic: 'a' }, []);
    const failing = once(inbox, 'reaction:e1', async () => {
      await documents.replace({ id, version: 7, state: { id, topic: 'b' } }, [event]);
    });
    await expect(failing).rejects.toThrow('It was changed in the meantime');
    expect(await inbox.has('reaction:e1')).toBe(false);
  });

  it('keeps what follows from a key once', async () => {
    const { inbox, outbox } = await open();
    await inbox.remember('reaction:e1', [event]);
    await inbox.remember('reaction:e1', [event]);
    expect(await outbox.pending(10)).toMatchObject([{ subject: id }]);
  });

  it('forgets in time what was applied', async () => {
    const { inbox, forget } = await open();
    await inbox.remember('reaction:e1', [event]);
    expect(await forget(new Date('2000-01-01T00:00:00Z'))).toBe(0);
    expect(await inbox.has('reaction:e1')).toBe(true);
    expect(await forget(new Date('2100-01-01T00:00:00Z'))).toBe(1);
    expect(await inbox.has('reaction:e1')).toBe(false);
  });

  it('puts aside what is not reacted to, and takes it back', async () => {
    const { inbox, outbox } = await open();
    await inbox.remember('reaction:e1', [event]);
    const [pending] = await outbox.pending(10);
    if (!pending) throw new Error('The event is not pending.');
    await outbox.bury(pending, 'for no reason');
    expect(await outbox.pending(10)).toEqual([]);
    expect(await outbox.redrive()).toBe(1);
    expect(await outbox.pending(10)).toEqual([pending]);
    expect(await outbox.redrive()).toBe(0);
  });
});

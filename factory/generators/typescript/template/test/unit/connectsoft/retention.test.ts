import { describe, expect, it } from 'vitest';

import { CosmosCollection } from '#connectsoft/cosmos-collection';
import { forgetItems } from '#connectsoft/cosmos-retention';
import { forgetting } from '#connectsoft/retention';
import { SqliteCollection } from '#connectsoft/sqlite-collection';
import { forgetRows } from '#connectsoft/sqlite-retention';

import { envelope, notes, openCosmos, openSqlite, type Note } from '../../support/collections.ts';

const openers = {
  embedded: async () => {
    const { database, outbox } = openSqlite();
    const documents = new SqliteCollection<Note>(database, notes, outbox);
    return { documents, forget: async (before: Date) => forgetRows(database, before) };
  },
  'Cosmos DB': async () => {
    const { container } = await openCosmos();
    const documents = new CosmosCollection<Note>(container, notes, envelope);
    return { documents, forget: (before: Date) => forgetItems(container, before) };
  },
};

const [first, second] = ['019c1363-49c0-7000-8000-000000000001', '019c1363-49c0-7000-8000-000000000002'];
const request = { key: 'k', fingerprint: 'f' };
const noon = () => new Date('2026-03-31T12:00:00Z');
const later = new Date('2100-01-01T00:00:00Z');

describe.each(Object.entries(openers))('the %s store', (_name, open) => {
  it('keeps what is not old enough', async () => {
    const { documents, forget } = await open();
    await documents.insert(first, { id: first, topic: 'a' }, [], request);
    expect(await forget(new Date('2000-01-01T00:00:00Z'))).toBe(0);
    expect(await documents.remembered(request)).toMatchObject({ id: first });
  });

  it('forgets requests, not what they made', async () => {
    const { documents, forget } = await open();
    await documents.insert(first, { id: first, topic: 'a' }, [], request);
    expect(await forget(later)).toBeGreaterThan(0);
    expect(await documents.remembered(request)).toBeUndefined();
    await documents.insert(second, { id: second, topic: 'b' }, [], request);
    expect(await documents.find(first)).toMatchObject({ state: { topic: 'a' } });
    expect(await documents.find(second)).toMatchObject({ state: { topic: 'b' } });
    expect(await documents.remembered(request)).toMatchObject({ id: second });
  });
});

it('forgets more than it reads at a time', async () => {
  const { container } = await openCosmos();
  const ids = Array.from({ length: 101 }, (_, index) => `applied:${index}`);
  for (const id of ids) await container.items.create({ id, partitionKey: id, $kind: '$inbox' });
  expect(await forgetItems(container, later)).toBe(101);
  expect(await forgetItems(container, later)).toBe(0);
});

it('counts the days back from now', async () => {
  const seen: Date[] = [];
  const forget = async (before: Date) => seen.push(before);
  expect(await forgetting(forget, 30, noon)()).toBe(1);
  expect(seen).toEqual([new Date('2026-03-01T12:00:00Z')]);
});

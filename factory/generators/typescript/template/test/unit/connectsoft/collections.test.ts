import { describe, expect, it } from 'vitest';

import { systemClock } from '#connectsoft/clock';
import { criteriaOf, type Criterion, type DocumentCollection } from '#connectsoft/document-collection';
import { DuplicateValueError, IdempotencyKeyReusedError } from '#connectsoft/domain-error';
import { uuidGenerator } from '#connectsoft/uuid';

import { notes, openSqlite, stores, type Note } from '../../support/collections.ts';
import { SqliteCollection } from '#connectsoft/sqlite-collection';

const nextId = uuidGenerator(systemClock);

const noted = (subject: string) => ({ name: 'note-taken', version: 1, subject, data: { id: subject } });

const write = async (documents: DocumentCollection<Note>, note: Partial<Note> = {}) => {
  const id = nextId();
  await documents.insert(id, { id, topic: 'a', ...note }, [noted(id)]);
  return id;
};

const pagesOf = async (
  documents: DocumentCollection<Note>,
  filter: Criterion[],
  limit: number,
  between: () => Promise<unknown> = async () => undefined,
): Promise<string[]> => {
  const ids: string[] = [];
  let after: string | undefined;
  do {
    const page = await documents.page(filter, { limit, ...(after && { after }) });
    expect(page.items.length).toBeLessThanOrEqual(limit);
    ids.push(...page.items.map(({ id }) => id));
    after = page.next;
    if (after) await between();
  } while (after);
  return ids;
};

describe.each(stores)('a collection in the %s store', (_name, open) => {
  it('finds what was written, with its version', async () => {
    const { documents } = await open(notes);
    const id = await write(documents, { topic: 'b', text: "it's", rank: 1.5, done: true });
    expect(await documents.find(id)).toEqual({
      id,
      version: 1,
      state: { id, topic: 'b', text: "it's", rank: 1.5, done: true },
    });
    expect(await documents.find(nextId())).toBeUndefined();
    expect(await documents.find('no/such?id')).toBeUndefined();
  });

  it('remembers a request with what it stored, until another body comes with its key', async () => {
    const { documents } = await open(notes);
    const request = { key: 'a key/with every?character#', fingerprint: 'f' };
    expect(await documents.remembered(request)).toBeUndefined();
    const id = nextId();
    const stored = await documents.insert(id, { id, topic: 'a' }, [], request);
    expect(await documents.remembered(request)).toEqual(stored);
    expect(await documents.remembered(undefined)).toBeUndefined();
    const reused = documents.remembered({ ...request, fingerprint: 'g' });
    await expect(reused).rejects.toThrow(IdempotencyKeyReusedError);
  });

  it('places documents by their id where nothing else is said', async () => {
    const { documents } = await open({ ...notes, partitionKey: 'id' });
    const id = await write(documents);
    expect(await documents.find(id)).toMatchObject({ id });
    expect(await documents.find(nextId())).toBeUndefined();
  });

  it('pages from the newest to the oldest, over all partitions', async () => {
    const { documents } = await open(notes);
    const ids: string[] = [];
    for (let index = 0; index < 7; index += 1) ids.push(await write(documents, { topic: `t${index}` }));
    expect(await pagesOf(documents, [], 3)).toEqual(ids.toReversed());
    expect(await pagesOf(documents, [], 7)).toEqual(ids.toReversed());
  });

  it('covers each item once, whatever is written between the pages', async () => {
    const { documents } = await open(notes);
    const ids: string[] = [];
    for (let index = 0; index < 9; index += 1) ids.push(await write(documents, { topic: `t${index % 4}` }));
    const seen = await pagesOf(documents, [], 2, () => write(documents));
    expect(seen).toEqual(ids.toReversed());
  });

  it('filters by equality, ranges and all conditions together', async () => {
    const { documents } = await open(notes);
    const one = await write(documents, { topic: 'x', rank: 1, done: true });
    const two = await write(documents, { topic: 'x', rank: 2, done: false });
    const three = await write(documents, { topic: 'y', rank: 3 });
    await write(documents, { topic: 'z' });
    const found = async (...filter: Criterion[]) => (await pagesOf(documents, filter, 50)).toReversed();
    expect(await found({ field: 'topic', operator: '=', value: 'x' })).toEqual([one, two]);
    expect(await found({ field: 'rank', operator: '>=', value: 2 })).toEqual([two, three]);
    expect(await found({ field: 'rank', operator: '<', value: 2 })).toEqual([one]);
    expect(await found({ field: 'done', operator: '=', value: false })).toEqual([two]);
    expect(
      await found({ field: 'topic', operator: '=', value: 'x' }, { field: 'rank', operator: '<', value: 2 }),
    ).toEqual([one]);
    expect(await found({ field: 'topic', operator: '=', value: "x' OR 1=1 --" })).toEqual([]);
  });

  it('streams everything from the oldest to the newest', async () => {
    const { documents } = await open(notes);
    const ids: string[] = [];
    for (let index = 0; index < 5; index += 1) ids.push(await write(documents, { topic: `t${index % 2}` }));
    const streamed = await Array.fromAsync(documents.stream([]), ({ id }) => id);
    expect(streamed).toEqual(ids);
    expect(
      await Array.fromAsync(documents.stream([{ field: 'topic', operator: '=', value: 'none' }])),
    ).toEqual([]);
  });

  it('stores a request once and answers its repetition with what was stored', async () => {
    const { documents, outbox } = await open(notes);
    const [first, second] = [nextId(), nextId()];
    const request = { key: 'k', fingerprint: 'f' };
    const stored = await documents.insert(first, { id: first, topic: 'a' }, [noted(first)], request);
    const again = await documents.insert(second, { id: second, topic: 'a' }, [noted(second)], request);
    expect(again).toEqual(stored);
    expect(await pagesOf(documents, [], 50)).toEqual([first]);
    expect(await outbox.pending(10)).toHaveLength(1);
  });

  it('refuses a key that stood for another request', async () => {
    const { documents } = await open(notes);
    const [first, second] = [nextId(), nextId()];
    await documents.insert(first, { id: first, topic: 'a' }, [], { key: 'k', fingerprint: 'f' });
    const other = documents.insert(second, { id: second, topic: 'b' }, [], { key: 'k', fingerprint: 'g' });
    await expect(other).rejects.toThrow(IdempotencyKeyReusedError);
  });

  it('stores one of many requests with the same key at the same time', async () => {
    const { documents, outbox } = await open(notes);
    const request = { key: 'k', fingerprint: 'f' };
    const stored = await Promise.all(
      Array.from({ length: 5 }, () => {
        const id = nextId();
        return documents.insert(id, { id, topic: 'a', text: 'same' }, [noted(id)], request);
      }),
    );
    expect(new Set(stored.map(({ id }) => id)).size).toBe(1);
    expect(await pagesOf(documents, [], 50)).toHaveLength(1);
    expect(await outbox.pending(10)).toHaveLength(1);
  });

  it('lets no two documents share a unique value, and writes nothing of the second', async () => {
    const { documents, outbox } = await open(notes);
    const first = await write(documents, { text: 'same' });
    await expect(write(documents, { text: 'same', topic: 'b' })).rejects.toEqual(
      new DuplicateValueError('text'),
    );
    await write(documents);
    await write(documents);
    expect(await pagesOf(documents, [], 50)).toHaveLength(3);
    expect(await documents.find(first)).toMatchObject({ state: { text: 'same' } });
    expect(await outbox.pending(10)).toHaveLength(3);
  });

  it('puts events into the outbox in order, until they are settled', async () => {
    const { documents, outbox } = await open(notes);
    const [one, two] = [await write(documents), await write(documents, { topic: 'b' })];
    const pending = await outbox.pending(10);
    expect(pending.map(({ subject }) => subject)).toEqual([one, two]);
    expect(pending[0]).toEqual({
      specversion: '1.0',
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      type: 'com.connectsoft.test.note-taken.v1',
      source: '/test',
      subject: one,
      time: expect.stringMatching(/Z$/),
      datacontenttype: 'application/json',
      data: { id: one },
    });
    for (const event of pending.slice(0, 1)) await outbox.settle(event);
    expect((await outbox.pending(10)).map(({ subject }) => subject)).toEqual([two]);
    expect(await outbox.pending(0)).toEqual([]);
  });
});

it('keeps an append-only table from every change, even of its own database', async () => {
  const { database, outbox } = openSqlite();
  const documents = new SqliteCollection<Note>(database, notes, outbox);
  await write(documents);
  expect(() => database.exec('UPDATE notes SET version = 2')).toThrow('notes is append-only');
  expect(() => database.exec('DELETE FROM notes')).toThrow('notes is append-only');
});

it('takes conditions from the members that a filter has', () => {
  const meaning = { topic: ['topic', '='], rankFrom: ['rank', '>='], done: ['done', '='] } as const;
  const filter: { topic?: string; rankFrom?: number; done?: boolean } = { rankFrom: 0, done: false };
  expect(criteriaOf(filter, meaning)).toEqual([
    { field: 'rank', operator: '>=', value: 0 },
    { field: 'done', operator: '=', value: false },
  ]);
});

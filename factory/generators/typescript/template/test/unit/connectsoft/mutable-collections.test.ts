import { describe, expect, it } from 'vitest';

import { systemClock } from '#connectsoft/clock';
import {
  ConcurrentChangeError,
  DuplicateValueError,
  IdempotencyKeyReusedError,
} from '#connectsoft/domain-error';
import type { MutableCollection } from '#connectsoft/mutable-collection';
import { uuidGenerator } from '#connectsoft/uuid';

import type { Note } from '../../support/collections.ts';
import { mutableStores } from '../../support/mutable-collections.ts';

const nextId = uuidGenerator(systemClock);

const changed = (subject: string) => ({ name: 'note-changed', version: 1, subject, data: { id: subject } });

const write = (documents: MutableCollection<Note>, note: Partial<Note> = {}) => {
  const id = nextId();
  return documents.insert(id, { id, topic: 'a', ...note }, []);
};

describe.each(mutableStores)('a collection whose documents change, in the %s store', (_name, open) => {
  it('replaces a document, counts its versions and stores the events', async () => {
    const { documents, outbox } = await open();
    const first = await write(documents);
    const state = { ...first.state, topic: 'b', text: 'new' };
    const second = await documents.replace({ ...first, state }, [changed(first.id)]);
    expect(second).toEqual({ id: first.id, version: 2, state });
    expect(await documents.find(first.id)).toEqual(second);
    expect(await outbox.pending(10)).toMatchObject([{ subject: first.id }]);
  });

  it('refuses a change based on an old version, and writes nothing of it', async () => {
    const { documents, outbox } = await open();
    const first = await write(documents);
    await documents.replace(first, []);
    await expect(documents.replace(first, [changed(first.id)])).rejects.toThrow(ConcurrentChangeError);
    await expect(documents.delete(first, [changed(first.id)])).rejects.toThrow(ConcurrentChangeError);
    expect(await documents.find(first.id)).toMatchObject({ version: 2 });
    expect(await outbox.pending(10)).toEqual([]);
  });

  it('lets one of many changes at the same time win', async () => {
    const { documents } = await open();
    const first = await write(documents);
    const results = await Promise.allSettled(
      [1, 2, 3].map((rank) => documents.replace({ ...first, state: { ...first.state, rank } }, [])),
    );
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected', 'rejected']);
    expect(await documents.find(first.id)).toMatchObject({ version: 2 });
  });

  it('forgets a document and stores the events', async () => {
    const { documents, outbox } = await open();
    const first = await write(documents);
    await documents.delete(first, [changed(first.id)]);
    expect(await documents.find(first.id)).toBeUndefined();
    expect(await outbox.pending(10)).toMatchObject([{ subject: first.id }]);
    await expect(documents.delete(first, [])).rejects.toThrow(ConcurrentChangeError);
  });

  it('does not bring back what was removed when its creation is repeated', async () => {
    const { documents } = await open();
    const [id, other] = [nextId(), nextId()];
    const request = { key: 'k', fingerprint: 'f' };
    const first = await documents.insert(id, { id, topic: 'a' }, [], request);
    await documents.delete(first, []);
    expect(await documents.insert(other, { id: other, topic: 'a' }, [], request)).toEqual(first);
    expect(await documents.find(id)).toBeUndefined();
  });

  it('remembers a request with the change that it made, for each document', async () => {
    const { documents, outbox } = await open();
    const [first, other] = [await write(documents), await write(documents)];
    const request = { key: 'a key/with every?character#', fingerprint: 'f' };
    expect(await documents.replaced(first.id, request)).toBeUndefined();
    const second = await documents.replace({ ...first, state: { ...first.state, rank: 2 } }, [], request);
    await documents.replace({ ...second, state: { ...second.state, rank: 3 } }, []);
    expect(await documents.replaced(first.id, request)).toEqual(second);
    expect(await documents.replaced(other.id, request)).toBeUndefined();
    expect(await documents.replaced(first.id, undefined)).toBeUndefined();
    const reused = documents.replaced(first.id, { ...request, fingerprint: 'g' });
    await expect(reused).rejects.toThrow(IdempotencyKeyReusedError);
    expect(await outbox.pending(10)).toEqual([]);
  });

  it('does not remember a request whose change was refused', async () => {
    const { documents } = await open();
    const first = await write(documents);
    await documents.replace(first, []);
    const request = { key: 'k', fingerprint: 'f' };
    await expect(documents.replace(first, [], request)).rejects.toThrow(ConcurrentChangeError);
    expect(await documents.replaced(first.id, request)).toBeUndefined();
  });

  it('frees a unique value that is changed or removed', async () => {
    const { documents } = await open();
    const first = await write(documents, { text: 'one' });
    const second = await write(documents, { text: 'two' });
    const taken = { ...second, state: { ...second.state, text: 'one' } };
    await expect(documents.replace(taken, [])).rejects.toEqual(new DuplicateValueError('text'));
    const third = await documents.replace({ ...first, state: { ...first.state, text: 'three' } }, []);
    const { version } = await documents.replace(taken, []);
    expect(version).toBe(2);
    await documents.delete(third, []);
    expect(await write(documents, { text: 'three' })).toMatchObject({ version: 1 });
  });
});

import { expect, it } from 'vitest';

import { systemClock } from '#connectsoft/clock';
import { CosmosCollection } from '#connectsoft/cosmos-collection';
import { uuidGenerator } from '#connectsoft/uuid';

import { envelope, notes, openCosmos, type Note } from '../../support/collections.ts';

const nextId = uuidGenerator(systemClock);

const noted = (subject: string) => ({ name: 'note-taken', version: 1, subject, data: { id: subject } });

const setUp = async () => {
  const stub = await openCosmos();
  return { ...stub, documents: new CosmosCollection<Note>(stub.container, notes, envelope) };
};

it('keeps a document and its outbox entry in one partition', async () => {
  const { documents, items } = await setUp();
  const id = nextId();
  await documents.insert(id, { id, topic: 'x' }, [noted(id)]);
  expect(items.all().map(({ document }) => document)).toMatchObject([
    { id, partitionKey: 'x', $kind: 'notes', $version: 1, $state: { id, topic: 'x' } },
    { partitionKey: 'x', $kind: '$outbox', event: { subject: id } },
  ]);
});

it('completes a request whose process died after it had claimed the key', async () => {
  const { documents, items, outbox } = await setUp();
  const [first, second] = [nextId(), nextId()];
  const request = { key: 'k', fingerprint: 'f' };
  await documents.insert(first, { id: first, topic: 'x' }, [noted(first)], request);
  for (const { partitionKey, id } of items.all())
    if (id !== 'claim') items.delete(partitionKey, id, undefined);
  const stored = await documents.insert(second, { id: second, topic: 'x' }, [noted(second)], request);
  expect(stored.id).toBe(first);
  expect(await documents.find(first)).toEqual(stored);
  expect(await outbox.pending(10)).toMatchObject([{ subject: first }]);
});

it('takes over a reserved value whose document was never written, but not at once', async () => {
  const { documents, items } = await setUp();
  const [first, second, third] = [nextId(), nextId(), nextId()];
  items.now -= 120;
  await documents.insert(first, { id: first, topic: 'x', text: 'late' }, []);
  items.delete('x', first, undefined);
  expect(await documents.insert(second, { id: second, topic: 'y', text: 'late' }, [])).toMatchObject({
    version: 1,
  });
  items.now += 120;
  await documents.insert(third, { id: third, topic: 'z', text: 'early' }, []);
  items.delete('z', third, undefined);
  const fourth = nextId();
  await expect(documents.insert(fourth, { id: fourth, topic: 'z', text: 'early' }, [])).rejects.toThrow(
    'text is already taken',
  );
});

it('frees the reserved value when the batch is refused', async () => {
  const { documents, items } = await setUp();
  const [first, second] = [nextId(), nextId()];
  items.create({ id: first, partitionKey: 'x' });
  await expect(documents.insert(first, { id: first, topic: 'x', text: 'free' }, [])).rejects.toThrow(
    'status 409',
  );
  expect(await documents.insert(second, { id: second, topic: 'x', text: 'free' }, [])).toMatchObject({
    version: 1,
  });
});

it('settles only events that are pending', async () => {
  const { outbox } = await setUp();
  await expect(outbox.settle(envelope(noted('x')))).rejects.toThrow('is not pending');
});

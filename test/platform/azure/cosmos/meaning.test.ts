import { expect, it } from 'vitest';

import { CONTAINERS } from '../../../../platform/azure/cosmos/containers.ts';
import { createCosmosStores } from '../../../../platform/azure/cosmos/cosmos-stores.ts';
import type { KnowledgeEntry } from '../../../../platform/ports.ts';
import { startCosmos } from '../../../loopback/cosmos/cosmos-server.ts';
import { connectTo, memoryBlobs, tls } from './cosmos-backing.ts';

/** Vectors by topic: texts of one topic point the same way, whatever words they have. */
const topics = [
  ['audit', 'trail', 'ledger'],
  ['holiday', 'leave', 'vacation'],
] as const;
const embed = async (texts: readonly string[]): Promise<number[][]> =>
  texts.map((text) =>
    topics.map((words) => (words.some((word) => text.toLowerCase().includes(word)) ? 1 : 0.01)),
  );

const entry = (id: string, title: string): KnowledgeEntry => ({
  id,
  title,
  kind: 'project',
  text: `${title}.`,
});

const knowledgeOver = async (options: { embed?: typeof embed }) => {
  const server = await startCosmos({ containers: Object.keys(CONTAINERS), tls });
  const database = connectTo(server);
  const { knowledge } = createCosmosStores(database, 'local', { blobs: memoryBlobs(), seed: [], ...options });
  await knowledge.add(entry('vacations', 'Vacation planner'));
  await knowledge.add(entry('audits', 'Audit log'));
  const found = await knowledge.query('annual leave requests', ['project'], 1);
  database.close();
  await server.close();
  return { found, server };
};

it('finds by meaning what has no word in common', async () => {
  const { found } = await knowledgeOver({ embed });
  expect(found).toEqual([{ ...entry('vacations', 'Vacation planner'), why: 'is close in meaning' }]);
});

it('finds by words alone where nothing embeds', async () => {
  const { found, server } = await knowledgeOver({});
  expect(found).toEqual([]);
  expect(
    server
      .container('knowledge')
      .all()
      .filter(({ vector }) => vector !== undefined),
  ).toEqual([]);
});

it('puts what both words and meaning find before what one of them finds', async () => {
  const server = await startCosmos({ containers: Object.keys(CONTAINERS), tls });
  const database = connectTo(server);
  const { knowledge } = createCosmosStores(database, 'local', { blobs: memoryBlobs(), seed: [], embed });
  for (const each of [
    entry('meaning', 'Ledger'),
    entry('both', 'Audit of accounts'),
    entry('word', 'Accounts'),
  ])
    await knowledge.add(each);
  const found = await knowledge.query('audit accounts', ['project'], 3);
  expect(found.map(({ id }) => id)[0]).toBe('both');
  expect(found.map(({ id }) => id).toSorted()).toEqual(['both', 'meaning', 'word']);
  database.close();
  await server.close();
});

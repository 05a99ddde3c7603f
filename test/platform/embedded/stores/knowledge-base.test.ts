import { describe, expect, it } from 'vitest';

import { createEmbeddedStores } from '../../../../platform/embedded/stores/embedded-stores.ts';
import type { KnowledgeEntry } from '../../../../platform/ports.ts';
import { knowledgeBaseContract } from '../../contract/knowledge-base-contract.ts';
import { storesBacking } from './stores-backing.ts';
import { temporaryWorkspace } from './temporary-workspace.ts';

knowledgeBaseContract(
  'SQLite',
  storesBacking(({ knowledge }) => knowledge),
);

const entry = (id: string, text: string): KnowledgeEntry => ({ id, title: id, kind: 'pattern', text });

const search = async (directory: string, seed: KnowledgeEntry[], text: string): Promise<string[]> => {
  const stores = createEmbeddedStores({ directory, seed });
  const found = await stores.knowledge.query(text, ['pattern'], 10);
  stores.close();
  return found.map(({ id }) => id);
};

describe('the seed of the knowledge base', () => {
  it('is there at the first query, once', async () => {
    const directory = temporaryWorkspace();
    const seed = [entry('one', 'apples'), entry('two', 'pears')];
    expect(await search(directory, seed, 'pears')).toEqual(['two']);
    expect(await search(directory, seed, 'pears apples')).toEqual(['one', 'two']);
  });

  it('is replaced where its text changed, and keeps what others added', async () => {
    const directory = temporaryWorkspace();
    const stores = createEmbeddedStores({ directory, seed: [entry('one', 'apples')] });
    await stores.knowledge.add(entry('mine', 'apples too'));
    stores.close();
    expect(await search(directory, [entry('one', 'plums')], 'apples')).toEqual(['mine']);
    expect(await search(directory, [entry('one', 'plums')], 'plum')).toEqual(['one']);
  });
});

import { describe, expect, it } from 'vitest';

import {
  createAzureEmbeddings,
  createCompatibleEmbeddings,
} from '../../../../platform/azure/model/embeddings.ts';
import { credentialFor, served } from './served.ts';

const deployment = 'text-embedding-3-small';

const near = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);

describe('embeddings', () => {
  it('are one vector for each text, in their order, over several requests', async () => {
    const server = await served();
    const { embed } = createAzureEmbeddings({
      endpoint: server.url,
      credential: credentialFor(),
      deployment,
    });
    const texts = [...Array.from({ length: 70 }, (_, n) => `entry number${n}`), '', 'long '.repeat(20_000)];
    const vectors = await embed(texts);
    expect(vectors).toHaveLength(72);
    const [again] = await embed(['entry number69']);
    expect(near(vectors[69]!, again!)).toBeCloseTo(1);
    expect(near(vectors[0]!, again!)).toBeLessThan(0.9);
    expect(server.refused).toEqual([]);
  });

  it('have the length that is asked for, of an endpoint like OpenAI’s too', async () => {
    const { compatibleUrl, apiKey } = await served();
    const { embed, dimensions } = createCompatibleEmbeddings({
      baseUrl: compatibleUrl,
      apiKey: async () => apiKey,
      deployment,
      dimensions: 256,
    });
    expect((await embed(['a ledger']))[0]).toHaveLength(dimensions);
    expect(await embed([])).toEqual([]);
  });

  it('of a model that chats are refused, and end with the signal', async () => {
    const server = await served();
    const { embed } = createAzureEmbeddings({
      endpoint: server.url,
      credential: credentialFor(),
      deployment: 'gpt-4.1',
    });
    await expect(embed(['x'])).rejects.toMatchObject({ kind: 'invalid-configuration' });
    await expect(embed(['x'], AbortSignal.abort(new Error('Enough.')))).rejects.toThrow('Enough.');
  });
});

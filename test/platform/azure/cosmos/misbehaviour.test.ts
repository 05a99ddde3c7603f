import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { CONTAINERS } from '../../../../platform/azure/cosmos/containers.ts';
import type { CosmosDatabase } from '../../../../platform/azure/cosmos/cosmos-database.ts';
import { createCosmosStores, type CosmosStores } from '../../../../platform/azure/cosmos/cosmos-stores.ts';
import { createItems, type Document } from '../../../../platform/azure/cosmos/items.ts';
import { startCosmos, type CosmosServer } from '../../../loopback/cosmos/cosmos-server.ts';
import { projectOf } from './a-project.ts';
import { connectTo, memoryBlobs, tls } from './cosmos-backing.ts';

let server: CosmosServer;
let database: CosmosDatabase;
let clock = Date.parse('2026-01-01T00:00:00Z');
beforeEach(async () => {
  server = await startCosmos({ containers: Object.keys(CONTAINERS), tls, now: () => clock, pageSize: 10 });
  database = connectTo(server);
});
afterEach(async () => {
  database.close();
  await server.close();
});

const storesOf = (tenant: string, blobs = memoryBlobs()): CosmosStores =>
  createCosmosStores(database, tenant, { blobs, seed: [] });
const CROSSING = { kind: 'critical', criticalReason: 'tenant-crossing' };

describe('tenants in Cosmos DB', () => {
  const [mine, theirs] = [projectOf('contoso', 1), projectOf('fabrikam', 2)];

  it('have their key in every document and every partition', async () => {
    const { projects, artifacts, budgets, knowledge } = storesOf('contoso');
    await projects.create(mine);
    await artifacts.putAll(mine.id, 'vision', [{ path: 'a.md', content: 'a' }]);
    await budgets.open(mine.id, { tokens: 1, costUsd: 1, timeMinutes: 1, rounds: 1 });
    await knowledge.add({ id: 'k', title: 't', kind: 'project', text: 'x' });
    const all = Object.keys(CONTAINERS).flatMap((name) => server.container(name).all());
    expect(all.length).toBeGreaterThan(5);
    expect(
      all.filter(({ tenant, pk }) => tenant !== 'contoso' || !/^contoso(?:\||$)/.test(String(pk))),
    ).toEqual([]);
  });

  it('see nothing of each other, and ask the service for nothing', async () => {
    await storesOf('fabrikam').projects.create(theirs);
    await storesOf('fabrikam').artifacts.putAll(theirs.id, 'vision', [
      { path: 'a.md', content: 'secret plan' },
    ]);
    const asked = server.requests.length;
    const { projects, artifacts, actions, journal, undo, budgets, reviews } = storesOf('contoso');
    expect(await projects.get(theirs.id)).toBeUndefined();
    expect(await artifacts.read(theirs.id, 'a.md')).toBeUndefined();
    expect(await artifacts.list(theirs.id)).toEqual([]);
    expect(await actions.list(theirs.id)).toEqual([]);
    expect(await journal.read(theirs.id, 0, 10)).toEqual([]);
    expect(await undo.list(theirs.id)).toEqual([]);
    expect(await budgets.read(theirs.id)).toBeUndefined();
    expect(await reviews.list(theirs.id)).toEqual([]);
    expect(server.requests.length).toBe(asked);
  });

  it('write nothing into a project of another one', async () => {
    const { projects, artifacts, budgets } = storesOf('contoso');
    await expect(projects.create(theirs)).rejects.toMatchObject(CROSSING);
    await expect(artifacts.putAll(theirs.id, 'vision', [])).rejects.toMatchObject(CROSSING);
    await expect(
      budgets.open(theirs.id, { tokens: 1, costUsd: 1, timeMinutes: 1, rounds: 1 }),
    ).rejects.toMatchObject(CROSSING);
    expect(Object.keys(CONTAINERS).flatMap((name) => server.container(name).all())).toEqual([]);
  });

  it('are kept apart even where the service mixes them up', async () => {
    await storesOf('fabrikam').projects.create(theirs);
    await storesOf('contoso').projects.create(mine);
    const leaked = server
      .container('projects')
      .all()
      .find(({ id }) => id === theirs.id)!;
    server.leaks.push(leaked, { ...leaked, id: mine.id });
    const { projects } = storesOf('contoso');
    await expect(projects.list()).rejects.toMatchObject(CROSSING);
    await expect(projects.get(mine.id)).rejects.toMatchObject(CROSSING);
    server.leaks.length = 0;
    expect((await projects.list()).map(({ id }) => id)).toEqual([mine.id]);
  });

  it('share knowledge that is everybody’s, never that of their projects', async () => {
    const of = (tenant: string) =>
      createCosmosStores(database, tenant, {
        blobs: memoryBlobs(),
        seed: [{ id: 'shared', title: 'Audit', kind: 'pattern', text: 'audit of everybody' }],
      }).knowledge;
    await of('fabrikam').add({ id: 'own', title: 'Audit', kind: 'project', text: 'audit of fabrikam' });
    expect((await of('contoso').query('audit', ['pattern', 'project'], 9)).map(({ id }) => id)).toEqual([
      'shared',
    ]);
    expect(
      (await of('fabrikam').query('audit', ['pattern', 'project'], 9)).map(({ id }) => id).toSorted(),
    ).toEqual(['own', 'shared']);
  });
});

describe('a Cosmos DB account that misbehaves', () => {
  it.each([
    [429, { 'x-ms-retry-after-ms': '1234' }, { kind: 'transient', retryAfterMs: 1_234 }],
    [503, {}, { kind: 'transient' }],
    [403, {}, { kind: 'invalid-configuration' }],
    [401, {}, { kind: 'invalid-configuration' }],
  ])('answers %i', async (status, headers, error) => {
    server.fault = () => ({ status, headers });
    await expect(storesOf('local').projects.list()).rejects.toMatchObject(error);
  });

  it('is throttled for a moment: the call goes through', async () => {
    let times = 0;
    server.fault = ({ operation }) =>
      operation === 'query' && (times += 1) <= 2
        ? { status: 429, headers: { 'x-ms-retry-after-ms': '1' } }
        : undefined;
    expect(await storesOf('local').projects.list()).toEqual([]);
    expect(times).toBe(3);
  });

  it('is gone', async () => {
    await server.close();
    await expect(storesOf('local').projects.get(projectOf('local', 1).id)).rejects.toMatchObject({
      kind: 'transient',
      message: expect.stringContaining('cannot be reached'),
    });
  });

  it('never quotes a document in an error', async () => {
    server.fault = () => ({ status: 400 });
    const project = projectOf('local', 1);
    const error: unknown = await storesOf('local')
      .projects.create({ ...project, definition: { ...project.definition, text: 'canary-4711' } })
      .catch((thrown: unknown) => thrown);
    expect(String((error as Error).message)).not.toContain('canary');
  });

  it('gives pages, of which none is left out', async () => {
    const { actions, artifacts } = storesOf('local');
    const files = Array.from({ length: 205 }, (_, index) => ({ path: `f${index}`, content: `${index}` }));
    await artifacts.putAll('p', 'vision', files);
    expect((await artifacts.readAll('p', '')).length).toBe(205);
    expect(await actions.list('p')).toEqual([]);
  });
});

describe('limits of Cosmos DB', () => {
  const incompressible = (length: number): string => {
    let seed = 1;
    return Array.from({ length }, () =>
      String.fromCharCode(33 + ((seed = (seed * 48_271) % 2_147_483_647) % 90)),
    ).join('');
  };

  it('puts what is larger than a document into Blob storage', async () => {
    const blobs = memoryBlobs();
    const { artifacts } = storesOf('local', blobs);
    const content = incompressible(2_500_000);
    const [stored] = await artifacts.putAll('p', 'engineering', [{ path: 'big.txt', content }]);
    expect([...blobs.kept.keys()]).toEqual([`local/${stored!.sha256}`]);
    expect(await artifacts.read('p', 'big.txt')).toBe(content);
  });

  it('writes what is together larger than a batch in several', async () => {
    const { artifacts } = storesOf('local');
    const files = [1, 2, 3].map((number) => ({
      path: `${number}.txt`,
      content: incompressible(1_000_000) + number,
    }));
    await artifacts.putAll('p', 'engineering', files);
    expect(await artifacts.readAll('p', '')).toEqual(files);
    const batches = server.requests.filter(
      ({ container, operation }) => container === 'contents' && operation === 'batch',
    );
    expect(batches.length).toBeGreaterThan(1);
  });

  it('lets content that was discarded go after a while, and no other', async () => {
    const { artifacts } = storesOf('local');
    await artifacts.putAll('p', 'vision', [{ path: 'kept.md', content: 'same' }]);
    await artifacts.putAll('p', 'engineering', [
      { path: 'bad.ts', content: 'bad' },
      { path: 'shared.ts', content: 'same' },
    ]);
    expect(await artifacts.discard('p', 'engineering', 'failed')).toBe(2);
    expect(server.container('contents').all()).toHaveLength(2);
    clock += 31 * 86_400_000;
    expect(server.container('contents').all()).toHaveLength(1);
    expect(await artifacts.read('p', 'kept.md')).toBe('same');
    expect((await artifacts.discarded('p')).map(({ path }) => path)).toEqual(['bad.ts', 'shared.ts']);
  });
});

describe('the loopback account refuses', () => {
  const document = (changes: Partial<Document> & Record<string, unknown> = {}): Document => ({
    id: 'a',
    pk: 'local',
    tenant: 'local',
    ...changes,
  });
  const items = () => createItems(database, 'projects', 'local');
  const CONFIGURATION = { kind: 'invalid-configuration' };

  it.each([
    ['an id with a slash', () => items().create(document({ id: 'a/b' }))],
    ['a document of more than 2 MB', () => items().create(document({ text: 'x'.repeat(2_100_000) }))],
    [
      'a batch of more than 2 MB',
      () =>
        items().batch(
          'local',
          ['a', 'b'].map((id) => ({
            kind: 'create',
            document: document({ id, text: 'x'.repeat(1_100_000) }) as Document,
          })),
        ),
    ],
    [
      'a batch over two partitions',
      () => items().batch('local', [{ kind: 'create', document: document({ pk: 'other' }) }]),
    ],
    [
      'a query that it does not know',
      () => items().query('local', 'SELECT * FROM c WHERE c.a LIKE @b', { b: 1 }),
    ],
    ['a parameter without a value', () => items().query('local', 'SELECT * FROM c WHERE c.a = @b')],
  ])('%s', async (_, ask) => {
    await expect(ask()).rejects.toMatchObject(CONFIGURATION);
    expect(server.container('projects').all()).toEqual([]);
  });

  it('the control plane, a query over partitions and a container that was not provisioned', async () => {
    const { CosmosClient } = await import('@azure/cosmos');
    const { credential } = await import('./cosmos-backing.ts');
    const client = new CosmosClient({
      endpoint: server.url,
      aadCredentials: credential,
      connectionPolicy: { enableEndpointDiscovery: false },
    });
    await expect(client.databases.create({ id: 'x' })).rejects.toMatchObject({ code: 403 });
    await expect(client.database('factory').containers.create({ id: 'x' })).rejects.toMatchObject({
      code: 403,
    });
    await expect(
      client.database('factory').container('x').items.create({ pk: 'p', id: 'a' }),
    ).rejects.toMatchObject({ code: 404 });
    await expect(
      client.database('factory').container('projects').items.query('SELECT * FROM c').fetchAll(),
    ).rejects.toMatchObject({ code: expect.any(Number) });
    client.dispose();
  });

  it('all of a batch of which one cannot be done', async () => {
    await items().create(document({ id: 'there' }));
    expect(
      await items().batch('local', [
        { kind: 'create', document: document({ id: 'new' }) },
        { kind: 'create', document: document({ id: 'there' }) },
      ]),
    ).toBe(false);
    expect(
      server
        .container('projects')
        .all()
        .map(({ id }) => id),
    ).toEqual(['there']);
  });
});

import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { describe, expect, it } from 'vitest';

import { createEmbeddedStores } from '../../../../platform/embedded/stores/embedded-stores.ts';
import { artifactStoreContract } from '../../contract/artifact-store-contract.ts';
import { storesBacking } from './stores-backing.ts';
import { temporaryWorkspace } from './temporary-workspace.ts';

artifactStoreContract(
  'SQLite',
  storesBacking(({ artifacts }) => artifacts),
);

const withDatabase = async () => {
  const directory = temporaryWorkspace();
  const { artifacts, close } = createEmbeddedStores({ directory });
  await artifacts.putAll('p', 'vision', [
    { path: 'a/one', content: 'same' },
    { path: 'a/two', content: 'same' },
    { path: 'b', content: 'other' },
  ]);
  const database = new DatabaseSync(join(directory, 'store.db'));
  const count = () => database.prepare('SELECT count(*) AS n FROM content').get()?.['n'];
  return { artifacts, database, count, end: () => (database.close(), close()) };
};

describe('the artifact store in SQLite', () => {
  it.each(["UPDATE content SET bytes = x'00'", 'DELETE FROM content', "UPDATE artifact SET sha256 = 'x'"])(
    'finds out about tampering: %s',
    async (statement) => {
      const { artifacts, database, end } = await withDatabase();
      database.exec(statement);
      const critical = { kind: 'critical', message: expect.stringContaining('sha-256') };
      await expect(artifacts.read('p', 'a/one')).rejects.toMatchObject(critical);
      await expect(artifacts.readAll('p', 'a/')).rejects.toMatchObject(critical);
      end();
    },
  );

  it('holds each content once, and none that no entry names', async () => {
    const { artifacts, count, end } = await withDatabase();
    expect(count()).toBe(2);
    await artifacts.putAll('p', 'vision', [{ path: 'b', content: 'same' }]);
    expect(count()).toBe(1);
    await artifacts.remove('p', ['a/one', 'b']);
    expect(count()).toBe(1);
    await artifacts.remove('p', ['a/two']);
    expect(count()).toBe(0);
    end();
  });
});

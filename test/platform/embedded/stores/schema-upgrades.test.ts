import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { expect, it } from 'vitest';

import { createEmbeddedStores } from '../../../../platform/embedded/stores/embedded-stores.ts';
import { SCHEMA_VERSION } from '../../../../platform/embedded/stores/schema.ts';
import { upgrades } from '../../../../platform/embedded/stores/schema-upgrades.ts';
import { temporaryWorkspace } from './temporary-workspace.ts';

const sha256 = createHash('sha256').update('text').digest('hex');

/** What a store of version 1 held of artifacts and knowledge. */
const versionOne = `
  CREATE TABLE content (sha256 TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
  CREATE TABLE artifact (
    project_id TEXT NOT NULL, path TEXT NOT NULL, stage TEXT NOT NULL, sha256 TEXT NOT NULL, size INTEGER NOT NULL,
    PRIMARY KEY (project_id, path)
  ) STRICT, WITHOUT ROWID;
  CREATE TRIGGER artifact_removed AFTER DELETE ON artifact BEGIN
    DELETE FROM content WHERE sha256 = old.sha256
      AND NOT EXISTS (SELECT 1 FROM artifact WHERE sha256 = old.sha256);
  END;
  CREATE TRIGGER artifact_replaced AFTER UPDATE OF sha256 ON artifact WHEN new.sha256 <> old.sha256 BEGIN
    DELETE FROM content WHERE sha256 = old.sha256
      AND NOT EXISTS (SELECT 1 FROM artifact WHERE sha256 = old.sha256);
  END;
  CREATE TABLE knowledge (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, title TEXT NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL
  ) STRICT;
  CREATE VIRTUAL TABLE knowledge_words USING fts5 (
    title, text, content = 'knowledge', content_rowid = 'number', tokenize = 'porter unicode61'
  );
  INSERT INTO content VALUES ('${sha256}', CAST('text' AS BLOB));
  INSERT INTO artifact VALUES ('p', 'a.md', 'vision', '${sha256}', 4);
  PRAGMA user_version = 1;
`;

it('a store of the first version is brought to this one, and keeps and loses contents as a new one does', async () => {
  const directory = temporaryWorkspace();
  const database = new DatabaseSync(join(directory, 'store.db'));
  database.exec(versionOne);
  database.close();

  const stores = createEmbeddedStores({ directory });
  await stores.artifacts.putAll('p', 'quality', [{ path: 'a.md', content: 'other' }]);
  await stores.artifacts.discard('p', 'quality', 'It failed.');
  expect(await stores.artifacts.read('p', 'a.md')).toBe('text');
  expect(await stores.undo.list('p')).toEqual([]);
  await stores.artifacts.discard('p', 'vision', 'It failed.');
  stores.close();

  const after = new DatabaseSync(join(directory, 'store.db'));
  expect(after.prepare('SELECT count(*) AS contents FROM content').get()).toEqual({ contents: 0 });
  expect(after.prepare('PRAGMA user_version').get()).toEqual({ user_version: SCHEMA_VERSION });
  after.close();
  expect(Object.keys(upgrades).map(Number)).toEqual(
    Array.from({ length: SCHEMA_VERSION - 1 }, (_, index) => index + 1),
  );
});

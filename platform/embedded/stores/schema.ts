import {
  artifactHistory,
  budget,
  knowledgeFeatures,
  review,
  undoLedger,
  workItemPullRequest,
} from './schema-upgrades.ts';

/** Version of `schema`, kept in `PRAGMA user_version`. */
export const SCHEMA_VERSION = 4;

/** Tables of `<workspace>/store.db`. Ordering by code unit is done by the readers: SQLite orders text by UTF-8 bytes. */
export const schema = `
  CREATE TABLE project (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    idempotency_key TEXT NOT NULL UNIQUE,
    created_at TEXT NOT NULL,
    version INTEGER NOT NULL,
    document TEXT NOT NULL
  ) STRICT;

  CREATE TABLE content (
    sha256 TEXT PRIMARY KEY,
    bytes BLOB NOT NULL
  ) STRICT;

  CREATE TABLE artifact (
    project_id TEXT NOT NULL,
    path TEXT NOT NULL,
    stage TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    size INTEGER NOT NULL,
    PRIMARY KEY (project_id, path)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX artifact_by_content ON artifact (sha256);

  ${artifactHistory}

  CREATE TABLE agent_action (
    position INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    project_id TEXT NOT NULL,
    document TEXT NOT NULL
  ) STRICT;
  CREATE INDEX agent_action_by_project ON agent_action (project_id, position);
  CREATE TRIGGER agent_action_kept BEFORE DELETE ON agent_action BEGIN
    SELECT RAISE(ABORT, 'The audit trail is append-only.');
  END;
  CREATE TRIGGER agent_action_unchanged BEFORE UPDATE ON agent_action BEGIN
    SELECT RAISE(ABORT, 'The audit trail is append-only.');
  END;

  CREATE TABLE event (
    project_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    id TEXT NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (project_id, position),
    UNIQUE (project_id, id)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE knowledge (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    kind TEXT NOT NULL,
    text TEXT NOT NULL
  ) STRICT;
  CREATE VIRTUAL TABLE knowledge_words USING fts5 (
    title, text, content = 'knowledge', content_rowid = 'number', tokenize = 'porter unicode61'
  );
  CREATE TRIGGER knowledge_added AFTER INSERT ON knowledge BEGIN
    INSERT INTO knowledge_words (rowid, title, text) VALUES (new.number, new.title, new.text);
  END;
  CREATE TRIGGER knowledge_changed AFTER UPDATE ON knowledge BEGIN
    INSERT INTO knowledge_words (knowledge_words, rowid, title, text)
      VALUES ('delete', old.number, old.title, old.text);
    INSERT INTO knowledge_words (rowid, title, text) VALUES (new.number, new.title, new.text);
  END;

  ${knowledgeFeatures}
  ${review}
  ${budget}

  ${undoLedger}

  CREATE TABLE work_item (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    project_id TEXT NOT NULL,
    key TEXT NOT NULL,
    state TEXT NOT NULL,
    draft TEXT NOT NULL,
    UNIQUE (project_id, key)
  ) STRICT;

  CREATE TABLE work_item_commit (
    number INTEGER PRIMARY KEY,
    work_item_id INTEGER NOT NULL REFERENCES work_item (id),
    repository TEXT NOT NULL,
    object_id TEXT NOT NULL,
    UNIQUE (work_item_id, repository, object_id)
  ) STRICT;

  ${workItemPullRequest}
`;

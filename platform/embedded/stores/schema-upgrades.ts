/** What an entry of the knowledge base is made of; new in version 2. */
export const knowledgeFeatures = `
  CREATE TABLE knowledge_feature (
    id TEXT NOT NULL,
    feature TEXT NOT NULL,
    PRIMARY KEY (feature, id)
  ) STRICT, WITHOUT ROWID;
`;

/** Content goes with the last entry that names it. */
const dropsUnusedContent = (name: string, change: string): string => `
  CREATE TRIGGER ${name} AFTER ${change} BEGIN
    DELETE FROM content WHERE sha256 = old.sha256
      AND NOT EXISTS (SELECT 1 FROM artifact WHERE sha256 = old.sha256)
      AND NOT EXISTS (SELECT 1 FROM replaced_artifact WHERE sha256 = old.sha256);
  END;
`;

/** What stages before wrote at a path, and what is left of artifacts that were discarded; new in version 3. */
export const artifactHistory = `
  CREATE TABLE replaced_artifact (
    project_id TEXT NOT NULL,
    path TEXT NOT NULL,
    stage TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    size INTEGER NOT NULL,
    PRIMARY KEY (project_id, path, stage)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX replaced_artifact_by_content ON replaced_artifact (sha256);

  CREATE TABLE discarded_artifact (
    number INTEGER PRIMARY KEY,
    project_id TEXT NOT NULL,
    path TEXT NOT NULL,
    stage TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    size INTEGER NOT NULL,
    reason TEXT NOT NULL
  ) STRICT;
  CREATE INDEX discarded_artifact_by_project ON discarded_artifact (project_id, number);

  DROP TRIGGER IF EXISTS artifact_removed;
  DROP TRIGGER IF EXISTS artifact_replaced;
  ${dropsUnusedContent('artifact_removed', 'DELETE ON artifact')}
  ${dropsUnusedContent('artifact_replaced', 'UPDATE OF sha256 ON artifact')}
  ${dropsUnusedContent('replaced_artifact_removed', 'DELETE ON replaced_artifact')}
  ${dropsUnusedContent('replaced_artifact_replaced', 'UPDATE OF sha256 ON replaced_artifact')}
`;

/** Effects and what takes them back; new in version 3. */
export const undoLedger = `
  CREATE TABLE undo_entry (
    project_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    marker TEXT NOT NULL,
    state TEXT NOT NULL,
    reason TEXT,
    effect TEXT NOT NULL,
    PRIMARY KEY (project_id, seq)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX undo_entry_by_marker ON undo_entry (marker, project_id, seq);

  CREATE TRIGGER knowledge_removed AFTER DELETE ON knowledge BEGIN
    INSERT INTO knowledge_words (knowledge_words, rowid, title, text)
      VALUES ('delete', old.number, old.title, old.text);
  END;
`;

/** Questions to people; new in version 3. */
export const review = `
  CREATE TABLE review (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    project_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    document TEXT NOT NULL
  ) STRICT;
  CREATE INDEX review_by_project ON review (project_id, number);
`;

/** What projects may spend and have spent; new in version 3. */
export const budget = `
  CREATE TABLE budget (
    project_id TEXT PRIMARY KEY,
    document TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
`;

/** Pull requests that are about work items; new in version 4. */
export const workItemPullRequest = `
  CREATE TABLE work_item_pull_request (
    number INTEGER PRIMARY KEY,
    work_item_id INTEGER NOT NULL REFERENCES work_item (id),
    repository TEXT NOT NULL,
    id INTEGER NOT NULL,
    UNIQUE (work_item_id, repository, id)
  ) STRICT;
`;

/** What leads from a version to the next. */
export const upgrades: Readonly<Record<number, string>> = {
  1: knowledgeFeatures,
  2: artifactHistory + undoLedger + review + budget,
  3: workItemPullRequest,
};

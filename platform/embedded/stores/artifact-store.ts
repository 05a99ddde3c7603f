import { createHash } from 'node:crypto';

import { bytesOf, fileOf } from '../../../factory/domain/artifact-bytes.ts';
import type { Artifact, DiscardedArtifact, GeneratedFile } from '../../../factory/domain/artifact.ts';
import { criticalError, PortError } from '../../port-error.ts';
import type { ArtifactStore } from '../../ports.ts';
import { quotePath, refuseUnsafePaths } from '../../safe-path.ts';
import type { Database } from './database.ts';
import { discardStage, KEEP_REPLACED } from './discard-stage.ts';

type Content = { path: string; sha256: string; bytes: Uint8Array | null };

const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const byPath = (a: { path: string }, b: { path: string }): number => (a.path < b.path ? -1 : 1);

const verifiedFile = ({ path, sha256, bytes }: Content): GeneratedFile => {
  if (bytes === null || sha256Of(bytes) !== sha256) {
    throw criticalError(
      'hash-mismatch',
      `The content of artifact ${quotePath(path)} does not have the sha-256 ${sha256} of its manifest entry: the store was changed from outside or is damaged. Restore it from a backup.`,
    );
  }
  return fileOf(path, bytes);
};

const refuseBrokenText = (files: readonly GeneratedFile[]): void => {
  const broken = files.find(({ content }) => !content.isWellFormed());
  if (!broken) return;
  throw new PortError(
    'code-generation',
    `The content of ${quotePath(broken.path)} has half of a surrogate pair, which no UTF-8 text can hold. Nothing was written; correct what made it.`,
  );
};

/** Artifacts in SQLite: one row per path, one per distinct content. */
export const createArtifactStore = (database: Database): ArtifactStore => {
  const listAll = (projectId: string): Artifact[] =>
    database.read(
      (connection) =>
        connection
          .prepare('SELECT path, stage, sha256, size FROM artifact WHERE project_id = ?')
          .all(projectId) as Artifact[],
    );

  const contents = (projectId: string, condition: string, operand: string): Content[] =>
    database.read(
      (connection) =>
        connection
          .prepare(
            `SELECT path, sha256, bytes FROM artifact LEFT JOIN content USING (sha256) WHERE project_id = ? AND ${condition}`,
          )
          .all(projectId, operand) as Content[],
    );

  return {
    async putAll(projectId, stage, files) {
      const entries = files.map((file) => {
        const bytes = bytesOf(file);
        return { path: file.path, stage, sha256: sha256Of(bytes), size: bytes.length, bytes };
      });

      database.write((connection) => {
        refuseUnsafePaths(
          entries.map(({ path }) => path),
          listAll(projectId).map(({ path }) => path),
        );
        refuseBrokenText(files);
        const putContent = connection.prepare(
          'INSERT INTO content (sha256, bytes) VALUES (?, ?) ON CONFLICT DO NOTHING',
        );
        const keepReplaced = connection.prepare(KEEP_REPLACED);
        const putEntry = connection.prepare(
          `INSERT INTO artifact (project_id, path, stage, sha256, size) VALUES (?, ?, ?, ?, ?)
           ON CONFLICT DO UPDATE SET stage = excluded.stage, sha256 = excluded.sha256, size = excluded.size`,
        );
        for (const { path, sha256, size, bytes } of entries) {
          putContent.run(sha256, bytes);
          keepReplaced.run(projectId, path, stage);
          putEntry.run(projectId, path, stage, sha256, size);
        }
      });
      return entries.map(({ path, sha256, size }) => ({ path, stage, sha256, size }));
    },

    async list(projectId, prefix = '') {
      return listAll(projectId)
        .filter(({ path }) => path.startsWith(prefix))
        .map(({ path, stage, sha256, size }) => ({ path, stage, sha256, size }))
        .toSorted(byPath);
    },

    async read(projectId, path) {
      const [content] = contents(projectId, 'path = ?', path);
      return content && verifiedFile(content).content;
    },

    async readAll(projectId, prefix) {
      const folder = prefix === '' || prefix.endsWith('/') ? prefix : `${prefix}/`;
      return contents(projectId, 'instr(path, ?) = 1', folder)
        .map((entry) => ({ ...verifiedFile(entry), path: entry.path.slice(folder.length) }))
        .toSorted(byPath);
    },

    async remove(projectId, paths) {
      database.write((connection) => {
        const removals = ['artifact', 'replaced_artifact'].map((table) =>
          connection.prepare(`DELETE FROM ${table} WHERE project_id = ? AND path = ?`),
        );
        for (const path of paths) for (const removal of removals) removal.run(projectId, path);
      });
    },

    discard: async (projectId, stage, reason, keep = []) =>
      database.write((connection) => discardStage(connection, { projectId, stage, reason, keep })),

    async discarded(projectId) {
      const rows = database.read(
        (connection) =>
          connection
            .prepare(
              'SELECT path, stage, sha256, size, reason FROM discarded_artifact WHERE project_id = ? ORDER BY number',
            )
            .all(projectId) as DiscardedArtifact[],
      );
      return rows.map((row) => ({ ...row }));
    },
  };
};

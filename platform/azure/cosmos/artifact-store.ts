import { createHash } from 'node:crypto';

import { bytesOf, fileOf } from '../../../factory/domain/artifact-bytes.ts';
import type { Artifact, GeneratedFile } from '../../../factory/domain/artifact.ts';
import { criticalError, PortError } from '../../port-error.ts';
import type { ArtifactStore } from '../../ports.ts';
import { quotePath, refuseUnsafePaths } from '../../safe-path.ts';
import {
  entryOf,
  manifestId,
  withoutStage,
  written,
  type ArtifactDocument,
  type Entry,
  type ManifestDocument,
} from './artifact-document.ts';
import { changing } from './changing.ts';
import type { Contents } from './content-store.ts';
import { inBatches } from './in-batches.ts';
import type { Change, Items } from './items.ts';
import { moment } from './moment.ts';
import { isOwn, projectPartition, refuseForeign } from './partitions.ts';

const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const byPath = (a: { path: string }, b: { path: string }): number => (a.path < b.path ? -1 : 1);

const refuseBrokenText = (files: readonly GeneratedFile[]): void => {
  const broken = files.find(({ content }) => !content.isWellFormed());
  if (!broken) return;
  throw new PortError(
    'code-generation',
    `The content of ${quotePath(broken.path)} has half of a surrogate pair, which no UTF-8 text can hold. Nothing was written; correct what made it.`,
  );
};

const verifiedFile = (path: string, sha256: string, bytes: Uint8Array | undefined): GeneratedFile => {
  if (bytes === undefined || sha256Of(bytes) !== sha256)
    throw criticalError(
      'hash-mismatch',
      `The content of artifact ${quotePath(path)} does not have the sha-256 ${sha256} of its manifest entry: the store was changed from outside or is damaged. Restore it from a backup.`,
    );
  return fileOf(path, bytes);
};

const artifactOf = ({ path, stage, sha256, size }: ManifestDocument): Artifact => ({
  path,
  stage,
  sha256,
  size,
});

/** As the service answers it. */
type Etagged = ManifestDocument & { ['_etag']: string };

const replacing = (known: Etagged | undefined, document: ManifestDocument): Change<ArtifactDocument> =>
  known ? { kind: 'replace', document, etag: known['_etag'] } : { kind: 'create', document };

/** Artifacts of a tenant's projects: contents are written first, the paths of the manifest that name them last. */
export const createArtifactStore = (items: Items, contents: Contents, tenant: string): ArtifactStore => {
  const partition = (projectId: string): string => projectPartition(tenant, projectId);
  const manifest = async (projectId: string, prefix = ''): Promise<Etagged[]> =>
    isOwn(tenant, projectId)
      ? items.query<Etagged>(
          partition(projectId),
          'SELECT * FROM c WHERE c.kind = @kind AND STARTSWITH(c.path, @prefix)',
          { kind: 'manifest', prefix },
        )
      : [];

  const filesOf = async (
    projectId: string,
    entries: readonly ManifestDocument[],
  ): Promise<GeneratedFile[]> => {
    const found = await contents.read(
      partition(projectId),
      entries.map(({ sha256 }) => sha256),
    );
    return entries.map(({ path, sha256 }) => verifiedFile(path, sha256, found.get(sha256)));
  };

  /** Contents that no path names any more go after a while. */
  const expireUnnamed = async (projectId: string, gone: readonly Entry[]): Promise<void> => {
    const named = new Set(
      (await manifest(projectId)).flatMap((entry) => [entry, ...entry.replaced].map(({ sha256 }) => sha256)),
    );
    const unnamed = gone.map(({ sha256 }) => sha256).filter((sha256) => !named.has(sha256));
    await contents.expire(partition(projectId), [...new Set(unnamed)]);
  };

  return {
    async putAll(projectId, stage, files) {
      refuseForeign(tenant, projectId);
      const pk = partition(projectId);
      const fresh = files.map((file) => {
        const bytes = bytesOf(file);
        return { path: file.path, stage, sha256: sha256Of(bytes), size: bytes.length, bytes };
      });
      let stored = false;
      await changing(`The artifacts of ${projectId}`, async () => {
        const known = await manifest(projectId);
        refuseUnsafePaths(
          fresh.map(({ path }) => path),
          known.map(({ path }) => path),
        );
        refuseBrokenText(files);
        if (!stored) {
          await contents.put(pk, new Map(fresh.map(({ sha256, bytes }) => [sha256, bytes])));
          stored = true;
        }
        const byPathKnown = new Map(known.map((entry) => [entry.path, entry]));
        const changes = fresh.map(({ path, sha256, size }) => {
          const before = byPathKnown.get(path);
          const entry = {
            id: manifestId(path),
            pk,
            tenant,
            kind: 'manifest',
            path,
            stage,
            sha256,
            size,
          } as const;
          return replacing(before, written(before, entry));
        });
        return (await inBatches(items, pk, changes)) ? { done: null } : undefined;
      });
      return fresh.map(({ path, sha256, size }) => ({ path, stage, sha256, size }));
    },

    async list(projectId, prefix = '') {
      return (await manifest(projectId, prefix)).map(artifactOf).toSorted(byPath);
    },

    async read(projectId, path) {
      if (!isOwn(tenant, projectId)) return undefined;
      const stored = await items.read<ManifestDocument>(partition(projectId), manifestId(path));
      return stored && (await filesOf(projectId, [stored.document]))[0]?.content;
    },

    async readAll(projectId, prefix) {
      const folder = prefix === '' || prefix.endsWith('/') ? prefix : `${prefix}/`;
      const files = await filesOf(projectId, await manifest(projectId, folder));
      return files.map((file) => ({ ...file, path: file.path.slice(folder.length) })).toSorted(byPath);
    },

    async remove(projectId, paths) {
      refuseForeign(tenant, projectId);
      const known = new Set((await manifest(projectId)).map(({ path }) => path));
      const changes = [...new Set(paths)]
        .filter((path) => known.has(path))
        .map((path): Change<ArtifactDocument> => ({ kind: 'delete', id: manifestId(path) }));
      await inBatches(items, partition(projectId), changes);
    },

    async discard(projectId, stage, reason, keep = []) {
      refuseForeign(tenant, projectId);
      const pk = partition(projectId);
      const kept = new Set(keep);
      const gone: Entry[] = [];
      const discarded = (path: string, entry: Entry): Change<ArtifactDocument> => {
        const number = moment();
        gone.push(entry);
        return {
          kind: 'create',
          document: {
            id: `discarded-${number}`,
            pk,
            tenant,
            kind: 'discarded',
            path,
            number,
            reason,
            ...entry,
          },
        };
      };
      await changing(`The artifacts of ${projectId}`, async () => {
        const known = (await manifest(projectId)).filter(({ path }) => !kept.has(path)).toSorted(byPath);
        const of = known
          .map((document) => ({ document, ...withoutStage(document, stage) }))
          .filter(({ overwritten, present }) => overwritten.length + present.length > 0);
        // What was overwritten is told first; a path and what is told of it are written together.
        const records = of.map(({ document, overwritten }) =>
          overwritten.map((entry) => discarded(document.path, entry)),
        );
        const changes = of.flatMap(({ document, left, present }, index): Change<ArtifactDocument>[] => [
          left ? replacing(document, left) : { kind: 'delete', id: document.id },
          ...(records[index] ?? []),
          ...present.map((entry) => discarded(document.path, entry)),
        ]);
        if (await inBatches(items, pk, changes)) return { done: null };
        gone.length = 0;
        return undefined;
      });
      if (gone.length > 0) await expireUnnamed(projectId, gone);
      return gone.length;
    },

    async discarded(projectId) {
      if (!isOwn(tenant, projectId)) return [];
      const found = await items.query<Extract<ArtifactDocument, { kind: 'discarded' }>>(
        partition(projectId),
        'SELECT * FROM c WHERE c.kind = @kind ORDER BY c.number',
        { kind: 'discarded' },
      );
      return found.map(({ path, reason, ...rest }) => ({ path, ...entryOf(rest), reason }));
    },
  };
};

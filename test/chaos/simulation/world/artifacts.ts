import { createHash } from 'node:crypto';

import type { Artifact, DiscardedArtifact } from '../../../../factory/domain/artifact.ts';
import { STAGES, type Stage } from '../../../../factory/domain/stage.ts';
import type { ArtifactStore } from '../../../../platform/ports.ts';

type Version = { artifact: Artifact; content: string };

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const order = ({ artifact }: Version): number => STAGES.indexOf(artifact.stage);

const byPath = (a: { path: string }, b: { path: string }): number => (a.path < b.path ? -1 : 1);

/** Artifacts in memory: per path what each stage wrote; the one that wrote last counts. */
export const createArtifacts = (): ArtifactStore => {
  const present = new Map<string, Version>();
  const replaced = new Map<string, Map<Stage, Version>>();
  const gone: DiscardedArtifact[] = [];

  const put = (stage: Stage, path: string, content: string): Artifact => {
    const artifact: Artifact = { path, stage, sha256: sha256(content), size: content.length };
    const before = present.get(path);
    if (before && before.artifact.stage !== stage)
      replaced.set(path, (replaced.get(path) ?? new Map()).set(before.artifact.stage, before));
    present.set(path, { artifact, content });
    return artifact;
  };

  const bringBack = (path: string): void => {
    const versions = replaced.get(path);
    const [latest] = [...(versions?.values() ?? [])].toSorted((a, b) => order(b) - order(a));
    if (!latest) return;
    versions?.delete(latest.artifact.stage);
    present.set(path, latest);
  };

  const list = (prefix = ''): Artifact[] =>
    [...present.values()]
      .map(({ artifact }) => artifact)
      .filter(({ path }) => path.startsWith(prefix))
      .toSorted(byPath);

  return {
    putAll: async (_, stage, files) => files.map(({ path, content }) => put(stage, path, content)),
    list: async (_, prefix) => list(prefix),
    read: async (_, path) => present.get(path)?.content,
    readAll: async (_, prefix) =>
      list(prefix).map(({ path }) => ({
        path: path.slice(prefix.length),
        content: present.get(path)?.content ?? '',
      })),
    remove: async (_, paths) => {
      for (const path of paths) {
        present.delete(path);
        replaced.delete(path);
      }
    },
    discard: async (_, stage, reason, keep = []) => {
      for (const [path, versions] of replaced) if (!keep.includes(path)) versions.delete(stage);
      const discarded = list().filter(
        (artifact) => artifact.stage === stage && !keep.includes(artifact.path),
      );
      for (const artifact of discarded) {
        gone.push({ ...artifact, reason });
        present.delete(artifact.path);
        bringBack(artifact.path);
      }
      return discarded.length;
    },
    discarded: async () => [...gone],
  };
};

import { createHash } from 'node:crypto';

import { STAGES, type Stage } from '../../../factory/domain/stage.ts';
import type { Document } from './items.ts';

/** What one stage wrote at a path. */
export type Entry = { stage: Stage; sha256: string; size: number };

/** A path of the manifest: who wrote there last, and what the stages before had written. */
export type ManifestDocument = Document & { kind: 'manifest'; path: string; replaced: Entry[] } & Entry;
/** What is gone; `number` sorts by when. */
export type DiscardedDocument = Document & {
  kind: 'discarded';
  path: string;
  number: string;
  reason: string;
} & Entry;
export type ArtifactDocument = ManifestDocument | DiscardedDocument;

/** A document's id cannot hold a slash. */
export const manifestId = (path: string): string => `path-${createHash('sha256').update(path).digest('hex')}`;

export const entryOf = ({ stage, sha256, size }: Entry): Entry => ({ stage, sha256, size });

const latest = (entries: readonly Entry[]): Entry | undefined =>
  entries.toSorted((a, b) => STAGES.indexOf(b.stage) - STAGES.indexOf(a.stage))[0];

/** The path after a stage wrote there; what another stage wrote is kept for when that one is discarded. */
export const written = (
  known: ManifestDocument | undefined,
  fresh: Omit<ManifestDocument, 'replaced'>,
): ManifestDocument => {
  const others = (known?.replaced ?? []).filter(({ stage }) => stage !== known?.stage);
  return {
    ...fresh,
    replaced:
      known === undefined ? [] : known.stage === fresh.stage ? known.replaced : [...others, entryOf(known)],
  };
};

/** What is left of a path without what a stage wrote there, and what of it went: what was overwritten comes first. */
export const withoutStage = (
  document: ManifestDocument,
  stage: Stage,
): { left: ManifestDocument | undefined; overwritten: Entry[]; present: Entry[] } => {
  const overwritten = document.replaced.filter((entry) => entry.stage === stage).map(entryOf);
  const replaced = document.replaced.filter((entry) => entry.stage !== stage);
  if (document.stage !== stage) return { left: { ...document, replaced }, overwritten, present: [] };
  const before = latest(replaced);
  const left = before && {
    ...document,
    ...entryOf(before),
    replaced: replaced.filter((entry) => entry.stage !== before.stage),
  };
  return { left, overwritten, present: [entryOf(document)] };
};

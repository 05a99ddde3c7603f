import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';

import type { KnowledgeBase, KnowledgeEntry } from '../../ports.ts';
import { rank, type Ranked } from '../knowledge/rank.ts';
import { stemOf, wantedStems, wordsOf } from '../knowledge/words.ts';
import type { Document, Items } from './items.ts';

/** Partition, and tenant, of what everybody may read. */
export const SHARED = '_shared';

/** `words`: stems of title and text, for the full-text index. `vector`: where texts are embedded. */
type KnowledgeDocument = Document & {
  entry: KnowledgeEntry;
  words: string;
  features: string[];
  vector?: number[];
};

/** A vector for each text. */
export type Embed = (texts: readonly string[]) => Promise<number[][]>;

/** Most of a tenant's own entries that one query looks at. */
const CANDIDATES = 200;
/** Most words of one full-text condition. */
const ASKED_WORDS = 30;
/** How long shared entries are taken for what they were. Milliseconds. */
const SHARED_MS = 5 * 60_000;
/** Dampens the first ranks where two rankings are merged: reciprocal rank fusion. */
const RRF_K = 60;

const documentId = (id: string): string => createHash('sha256').update(id).digest('hex');

const documentOf = (tenant: string, entry: KnowledgeEntry, vector?: number[]): KnowledgeDocument => ({
  id: documentId(entry.id),
  pk: tenant,
  tenant,
  entry,
  words: [...new Set(wordsOf(`${entry.title} ${entry.text}`).map(stemOf))].join(' '),
  features: [...(entry.features ?? [])],
  ...(vector ? { vector } : {}),
});

const entryOf = ({ entry: { id, title, kind, text, features } }: KnowledgeDocument): KnowledgeEntry => ({
  id,
  title,
  kind,
  text,
  ...(features && features.length > 0 ? { features: features.toSorted() } : {}),
});

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);

const cosine = (a: readonly number[], b: readonly number[]): number =>
  dot(a, b) / (Math.sqrt(dot(a, a) * dot(b, b)) || 1);

/** What a place in a ranking counts. */
const placeValue = (index: number): number => (index < 0 ? 0 : 1 / (RRF_K + index));

/** Both rankings as one: an entry counts by its place in each. */
const merged = (byWords: readonly Ranked[], byMeaning: readonly KnowledgeEntry[]): Ranked[] => {
  const meant = byMeaning.map(({ id }) => id);
  const named = byWords.map(({ entry }) => entry.id);
  const only = byMeaning
    .filter(({ id }) => !named.includes(id))
    .map((entry) => ({ entry, score: 0, why: 'is close in meaning' }));
  return [...byWords, ...only]
    .map((each) => ({
      ...each,
      score: placeValue(named.indexOf(each.entry.id)) + placeValue(meant.indexOf(each.entry.id)),
    }))
    .toSorted((a, b) => b.score - a.score || (a.entry.id < b.entry.id ? -1 : 1));
};

/**
 * What everybody knows and what a tenant's own projects were, asked for by two queries of one partition each and ranked together. Nothing of another
 * tenant is ever read.
 *
 * @param seed what the shared partition is to hold at least
 */
export const createKnowledgeBase = (
  { own, shared }: { own: Items; shared: Items },
  tenant: string,
  options: { seed: readonly KnowledgeEntry[]; embed?: Embed; now?: () => number },
): KnowledgeBase => {
  const { seed, embed, now = Date.now } = options;
  const embedded = async (text: string): Promise<number[] | undefined> => (await embed?.([text]))?.[0];
  let known: { until: number; documents: Promise<KnowledgeDocument[]> } | undefined;

  const readShared = async (): Promise<KnowledgeDocument[]> => {
    const found = await shared.query<KnowledgeDocument>(SHARED, 'SELECT * FROM c');
    const byId = new Map(found.map((document) => [document.entry.id, document]));
    const missing = seed.filter((entry) => {
      const there = byId.get(entry.id);
      return !there || !isDeepStrictEqual(entryOf(there), entryOf(documentOf(SHARED, entry)));
    });
    for (const entry of missing) {
      const document = documentOf(SHARED, entry, await embedded(`${entry.title}\n${entry.text}`));
      await shared.upsert(document);
      byId.set(entry.id, document);
    }
    return [...byId.values()];
  };
  const sharedDocuments = (): Promise<KnowledgeDocument[]> => {
    if (!known || known.until <= now()) {
      const documents = readShared();
      known = { until: now() + SHARED_MS, documents };
      documents.catch(() => (known = undefined));
    }
    return known.documents;
  };

  const ownDocuments = async (
    text: string,
    features: readonly string[],
    vector: readonly number[] | undefined,
  ): Promise<KnowledgeDocument[]> => {
    const stems = wantedStems(text).slice(0, ASKED_WORDS);
    const top = { top: CANDIDATES };
    const asked: Promise<KnowledgeDocument[]>[] = [];
    if (stems.length > 0) {
      const names = stems.map((_, index) => `@word${index}`).join(', ');
      const words = Object.fromEntries(stems.map((stem, index) => [`word${index}`, stem]));
      asked.push(
        own.query(tenant, `SELECT TOP @top * FROM c WHERE FullTextContainsAny(c.words, ${names})`, {
          ...top,
          ...words,
        }),
      );
    }
    for (const feature of features)
      asked.push(
        own.query(tenant, 'SELECT TOP @top * FROM c WHERE ARRAY_CONTAINS(c.features, @feature)', {
          ...top,
          feature,
        }),
      );
    if (vector)
      asked.push(
        own.query(tenant, 'SELECT TOP @top * FROM c ORDER BY VectorDistance(c.vector, @vector)', {
          ...top,
          vector,
        }),
      );
    const found = (await Promise.all(asked)).flat();
    return [...new Map(found.map((document) => [document.id, document])).values()];
  };

  const closest = (
    documents: readonly KnowledgeDocument[],
    vector: readonly number[],
    limit: number,
  ): KnowledgeEntry[] =>
    documents
      .flatMap((document) =>
        document.vector ? [{ entry: entryOf(document), near: cosine(document.vector, vector) }] : [],
      )
      .toSorted((a, b) => b.near - a.near)
      .slice(0, limit)
      .map(({ entry }) => entry);

  return {
    async query(text, kinds, limit, features = []) {
      if (wantedStems(text).length === 0 && features.length === 0) return [];
      const vector = await embedded(text);
      const [everybodys, theirs] = await Promise.all([
        sharedDocuments(),
        ownDocuments(text, features, vector),
      ]);
      const documents = [...everybodys, ...theirs].filter(({ entry }) => kinds.includes(entry.kind));
      // A word's weight is by all that is known, whatever kind is asked for.
      const byWords = rank([...everybodys, ...theirs].map(entryOf), { text, features }).filter(({ entry }) =>
        kinds.includes(entry.kind),
      );
      const all = vector ? merged(byWords, closest(documents, vector, limit)) : byWords;
      return all.slice(0, limit).map(({ entry, why }) => ({ ...entry, why }));
    },

    async add(entry) {
      await own.upsert(documentOf(tenant, entry, await embedded(`${entry.title}\n${entry.text}`)));
    },

    async remove(id) {
      await own.batch(tenant, [{ kind: 'delete', id: documentId(id) }]);
    },
  };
};

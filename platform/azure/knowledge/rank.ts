import type { KnowledgeEntry } from '../../ports.ts';
import { matchedWords, stemOf, wantedStems, wordsOf } from './words.ts';

/** Okapi BM25. */
const K1 = 1.2;
const B = 0.75;
/** A word of the title counts as often as this in the text. */
const TITLE_WEIGHT = 4;
/** What a shared feature weighs beside the words' BM25. */
const FEATURE_WEIGHT = 2;
/** What a word weighs that is in more than half of the entries. */
const LEAST_IDF = 1e-6;

type Counted = { entry: KnowledgeEntry; length: number; frequencies: Map<string, number> };

const counted = (entry: KnowledgeEntry): Counted => {
  const [title, text] = [wordsOf(entry.title).map(stemOf), wordsOf(entry.text).map(stemOf)];
  const frequencies = new Map<string, number>();
  const count = (stem: string, weight: number) =>
    frequencies.set(stem, (frequencies.get(stem) ?? 0) + weight);
  for (const stem of title) count(stem, TITLE_WEIGHT);
  for (const stem of text) count(stem, 1);
  return { entry, length: title.length + text.length, frequencies };
};

export type Ranked = { entry: KnowledgeEntry; score: number; why: string };

/**
 * Entries that share a word or a feature with what is asked, best first: by BM25 over all that are given, and by what they have
 * in common. `why` names both.
 */
export const rank = (
  entries: readonly KnowledgeEntry[],
  { text, features }: { text: string; features: readonly string[] },
): Ranked[] => {
  const wanted = wantedStems(text);
  const isWanted = new Set(wanted);
  const corpus = entries.map(counted);
  const average = corpus.reduce((sum, { length }) => sum + length, 0) / Math.max(1, corpus.length);
  const idf = new Map(
    wanted.map((stem) => {
      const holding = corpus.filter(({ frequencies }) => frequencies.has(stem)).length;
      return [stem, Math.max(LEAST_IDF, Math.log((corpus.length - holding + 0.5) / (holding + 0.5)))];
    }),
  );
  const bm25 = ({ length, frequencies }: Counted): number =>
    wanted.reduce((sum, stem) => {
      const frequency = frequencies.get(stem) ?? 0;
      const norm = frequency + K1 * (1 - B + (B * length) / average);
      return sum + ((idf.get(stem) ?? 0) * frequency * (K1 + 1)) / norm;
    }, 0);

  return corpus
    .map((each) => {
      const { entry } = each;
      const shared = (entry.features ?? []).filter((feature) => features.includes(feature)).toSorted();
      const matched = matchedWords(`${entry.title} ${entry.text}`, isWanted);
      const why = [
        ...(matched.length > 0 ? [`matches ${matched.join(', ')}`] : []),
        ...(shared.length > 0 ? [`shares ${shared.join(', ')}`] : []),
      ].join('; ');
      return { entry, score: bm25(each) + FEATURE_WEIGHT * shared.length, why };
    })
    .filter(({ why }) => why !== '')
    .toSorted((a, b) => b.score - a.score || (a.entry.id < b.entry.id ? -1 : 1));
};

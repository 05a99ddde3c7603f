import type { KnowledgeBase, KnowledgeEntry } from '../../ports.ts';
import type { Database } from './database.ts';

/** Words that are in every text and say nothing about it. */
const fillers = new Set(
  'a an and are as at be by can each for from has have in into is it its new no not of on or that the their them they this to was will with'.split(
    ' ',
  ),
);

/** Most distinct words of a query that are looked up; bounds the work for a long definition. */
const MAX_WORDS = 200;

/** What a shared feature weighs beside the words' BM25. */
const FEATURE_WEIGHT = 2;

/** Marks around a matched word; control characters, which a word cannot hold. */
const OPEN = '\u0001';
const CLOSE = '\u0002';

const wordsOf = (text: string): string[] =>
  [...new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])]
    .filter((word) => !fillers.has(word))
    .slice(0, MAX_WORDS);

/** The entry's own words that matched, which stemming may have led to: "logging" finds "logs". */
const markedWords = (text: string): string[] =>
  text
    .split(OPEN)
    .slice(1)
    .flatMap((rest) => wordsOf(rest.slice(0, rest.indexOf(CLOSE))));

const listed = (features: readonly string[] | undefined): string =>
  JSON.stringify([...(features ?? [])].toSorted());

/** Writes an entry, or its new text and features; an equal one costs a read. */
export const putKnowledge = (
  database: Database,
  { id, title, kind, text, features }: KnowledgeEntry,
): void => {
  const known = database.read((connection) =>
    connection
      .prepare(
        `SELECT 1 FROM knowledge WHERE id = ?1 AND title = ?2 AND kind = ?3 AND text = ?4
         AND ?5 = (SELECT json_group_array(feature) FROM (SELECT feature FROM knowledge_feature WHERE id = ?1 ORDER BY feature))`,
      )
      .get(id, title, kind, text, listed(features)),
  );
  if (known) return;
  database.write((connection) => {
    connection
      .prepare(
        `INSERT INTO knowledge (id, title, kind, text) VALUES (?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET title = excluded.title, kind = excluded.kind, text = excluded.text`,
      )
      .run(id, title, kind, text);
    connection.prepare('DELETE FROM knowledge_feature WHERE id = ?').run(id);
    connection
      .prepare('INSERT OR IGNORE INTO knowledge_feature (id, feature) SELECT ?1, value FROM json_each(?2)')
      .run(id, listed(features));
  });
};

type Row = Omit<KnowledgeEntry, 'features'> & { all_features: string; marked: string | null; shared: string };

/** Entries that words find (FTS5, each word quoted: it reads neither operators nor column names in it) or features share. */
const FOUND = `
  WITH words AS (
    SELECT rowid AS number, bm25(knowledge_words, 4.0, 1.0) AS score,
      highlight(knowledge_words, 0, ?1, ?2) || ' ' || highlight(knowledge_words, 1, ?1, ?2) AS marked
    FROM knowledge_words WHERE ?3 <> '' AND knowledge_words MATCH iif(?3 = '', '""', ?3)
  ), shared AS (
    SELECT id, json_group_array(feature) AS features, count(*) AS amount
    FROM (SELECT id, feature FROM knowledge_feature WHERE feature IN (SELECT value FROM json_each(?4)) ORDER BY feature)
    GROUP BY id
  )
  SELECT k.id, k.title, k.kind, k.text, words.marked, coalesce(shared.features, '[]') AS shared,
    (SELECT json_group_array(feature) FROM (SELECT feature FROM knowledge_feature f WHERE f.id = k.id ORDER BY feature)) AS all_features
  FROM knowledge k LEFT JOIN words ON words.number = k.number LEFT JOIN shared ON shared.id = k.id
  WHERE (words.number IS NOT NULL OR shared.id IS NOT NULL) AND k.kind IN (SELECT value FROM json_each(?5))
  ORDER BY coalesce(words.score, 0) - ${FEATURE_WEIGHT} * coalesce(shared.amount, 0), k.id LIMIT ?6`;

const listOf = (json: string): string[] => JSON.parse(json) as string[];

const reasonOf = ({ marked, shared }: Row): string => {
  const matched = [...new Set(markedWords(marked ?? ''))].toSorted();
  const features = listOf(shared);
  return [
    ...(matched.length > 0 ? [`matches ${matched.join(', ')}`] : []),
    ...(features.length > 0 ? [`shares ${features.join(', ')}`] : []),
  ].join('; ');
};

/** Full text in SQLite (FTS5, Porter stems) and shared features, best first; a word of the title counts four times. */
export const createKnowledgeBase = (database: Database): KnowledgeBase => ({
  async query(text, kinds, limit, features = []) {
    const words = wordsOf(text);
    if (words.length === 0 && features.length === 0) return [];
    const match = words.map((word) => `"${word}"`).join(' OR ');
    const rows = database.read(
      (connection) =>
        connection
          .prepare(FOUND)
          .all(OPEN, CLOSE, match, listed(features), JSON.stringify(kinds), limit) as Row[],
    );
    return rows.map((row) => {
      const own = listOf(row.all_features);
      const { id, title, kind } = row;
      return {
        id,
        title,
        kind,
        text: row.text,
        ...(own.length > 0 ? { features: own } : {}),
        why: reasonOf(row),
      };
    });
  },

  async add(entry) {
    putKnowledge(database, entry);
  },

  async remove(id) {
    database.write((connection) => {
      connection.prepare('DELETE FROM knowledge WHERE id = ?').run(id);
      connection.prepare('DELETE FROM knowledge_feature WHERE id = ?').run(id);
    });
  },
});

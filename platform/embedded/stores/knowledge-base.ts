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

/** Writes an entry, or its new text; an equal one costs a read. */
export const putKnowledge = (database: Database, { id, title, kind, text }: KnowledgeEntry): void => {
  const known = database.read((connection) =>
    connection
      .prepare('SELECT 1 FROM knowledge WHERE id = ? AND title = ? AND kind = ? AND text = ?')
      .get(id, title, kind, text),
  );
  if (known) return;
  database.write((connection) =>
    connection
      .prepare(
        `INSERT INTO knowledge (id, title, kind, text) VALUES (?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET title = excluded.title, kind = excluded.kind, text = excluded.text`,
      )
      .run(id, title, kind, text),
  );
};

/** Full text in SQLite (FTS5, Porter stems), best first by BM25; a word of the title counts four times. */
export const createKnowledgeBase = (database: Database): KnowledgeBase => ({
  async query(text, kinds, limit) {
    const words = wordsOf(text);
    if (words.length === 0) return [];
    const rows = database.read(
      (connection) =>
        connection
          .prepare(
            `SELECT k.id, k.title, k.kind, k.text,
               highlight(knowledge_words, 0, ?1, ?2) || ' ' || highlight(knowledge_words, 1, ?1, ?2) AS marked
             FROM knowledge_words JOIN knowledge k ON k.number = knowledge_words.rowid
             WHERE knowledge_words MATCH ?3 AND k.kind IN (SELECT value FROM json_each(?4))
             ORDER BY bm25(knowledge_words, 4.0, 1.0), k.id LIMIT ?5`,
          )
          // Each word quoted: FTS5 reads neither operators nor column names in it.
          .all(OPEN, CLOSE, words.map((word) => `"${word}"`).join(' OR '), JSON.stringify(kinds), limit) as {
          id: string;
          title: string;
          kind: KnowledgeEntry['kind'];
          text: string;
          marked: string;
        }[],
    );
    return rows.map(({ marked, ...entry }) => ({
      ...entry,
      why: `matches ${[...new Set(markedWords(marked))].toSorted().join(', ')}`,
    }));
  },

  async add(entry) {
    putKnowledge(database, entry);
  },
});

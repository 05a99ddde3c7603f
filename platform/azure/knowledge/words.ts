import { stemmer } from 'stemmer';

/** Words that are in every text and say nothing about it. */
const fillers = new Set(
  'a an and are as at be by can each for from has have in into is it its new no not of on or that the their them they this to was will with'.split(
    ' ',
  ),
);

/** Most distinct words of a query that are looked up; bounds the work for a long definition. */
const MAX_WORDS = 200;

/** All words of a text, lower case, in its order. */
export const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** Porter's stem: "logging" and "logs" have the same. */
export const stemOf = (word: string): string => stemmer(word);

/** What a query looks for: each stem once. */
export const wantedStems = (text: string): string[] => [
  ...new Set(
    [...new Set(wordsOf(text))]
      .filter((word) => !fillers.has(word))
      .slice(0, MAX_WORDS)
      .map(stemOf),
  ),
];

/** Words of a text whose stem is wanted, sorted, each once. */
export const matchedWords = (text: string, wanted: ReadonlySet<string>): string[] =>
  [...new Set(wordsOf(text).filter((word) => !fillers.has(word) && wanted.has(stemOf(word))))].toSorted();

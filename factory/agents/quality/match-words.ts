import { words } from '../../domain/naming.ts';

/** Plural and singular of a word count as the same: "samples", "classes", "entries". */
const stem = (word: string): string => {
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  // "classes" is one class, "expenses" one expense: without their endings both come out alike.
  if (/(?:s|x|z|ch|sh)es?$/.test(word)) return word.replace(/es?$/, '');
  return word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word;
};

const stems = (text: string): string[] => words(text).map(stem);

const holds = (outer: readonly string[], inner: readonly string[]): boolean =>
  inner.length > 0 && inner.every((word) => outer.includes(word));

/** Characters from which on a name may be what fitted of a longer one. */
const LONG = 38;

const letters = (text: string): string => words(text).join('');

/** As an identifier writes it: "vitamin C level" is `vitaminCLevel`; one longer than identifiers may be is cut. */
const isWritten = (term: string, name: string): boolean => {
  const [wanted, found] = [letters(term), letters(name)];
  return wanted === found || (found.length >= LONG && wanted.startsWith(found));
};

/**
 * How well a name of the contract says the words of the plan: 3 the same words, 2 the same in another order, 1 one says
 * all of the other's, 0 not at all.
 */
export const likeness = (term: string, name: string): 0 | 1 | 2 | 3 => {
  const [wanted, found] = [stems(term), stems(name)];
  if (wanted.join(' ') === found.join(' ') || isWritten(term, name)) return 3;
  const [sorted, others] = [wanted.toSorted(), found.toSorted()];
  if (sorted.join(' ') === others.join(' ')) return 2;
  return holds(found, wanted) || holds(wanted, found) ? 1 : 0;
};

/** The candidate that says the term best; none where nothing does, or where two do equally in part. */
export const bestMatch = <T>(
  term: string,
  candidates: readonly T[],
  nameOf: (candidate: T) => string,
): T | undefined => {
  const rated = candidates.map((candidate) => ({ candidate, score: likeness(term, nameOf(candidate)) }));
  for (const score of [3, 2, 1]) {
    const matching = rated.filter((entry) => entry.score === score);
    if (matching.length === 1 || (score > 1 && matching.length > 0)) return matching[0]?.candidate;
    if (matching.length > 1) return undefined;
  }
  return undefined;
};

import { pauses } from './noun-phrase.ts';
import { lower, use, type Scan } from './scan.ts';
import { nameOf } from './word.ts';

const valueEnd = (scan: Scan, from: number): number => {
  let at = from;
  while (at < scan.words.length && !pauses(scan.words[at]) && !/^(?:or|and|then)$/.test(lower(scan, at + 1)))
    at += 1;
  return Math.min(at + 1, scan.words.length);
};

/**
 * Values of a choice: "open, closed or lost". Ends after the value that follows "or"; in a bracket (`closed`) at the
 * bracket's end. Marks what it reads.
 */
export const readChoices = (
  scan: Scan,
  from: number,
  closed: boolean,
): { next: number; values: string[] } => {
  const values: string[] = [];
  let at = from;
  let last = false;
  while (at < scan.words.length) {
    const end = valueEnd(scan, at);
    const value = nameOf(scan.words, at, end).replace(/^(?:an?|the|either) /, '');
    values.push(...value.split('/'));
    use(scan, at, end);
    at = end;
    if (last || /[).;:]/.test(scan.words[end - 1]?.close ?? '')) break;
    if (/^(?:or|and|then)$/.test(lower(scan, at))) {
      use(scan, at, at + 1);
      last = !closed && lower(scan, at) !== 'then';
      at += 1;
    }
  }
  return { next: at, values };
};

/** Nouns after which "of" counts or dates something: "a number of adults or children". */
const MEASURES = /(?:^| )(?:number|amount|list|set|date|day|time|month|year|place|period|sum|total|count)$/;

/** "a priority of low, normal or high": bare words that "or" ends, without an article. */
export const listsValues = (scan: Scan, head: string, from: number): boolean => {
  if (MEASURES.test(head)) return false;
  let at = from;
  let values = 0;
  while (at < scan.words.length) {
    const end = valueEnd(scan, at);
    const first = lower(scan, at);
    const articled = end - at > 1 && /^(?:an?|the|its|their|every|each)$/.test(first);
    if (end - at > 2 || articled || !/[\p{L}\p{N}]/u.test(first)) return false;
    values += 1;
    if (lower(scan, end) === 'or' && end + 1 < scan.words.length) return values > 0;
    if (!(scan.words[end - 1]?.close ?? '').includes(',')) return false;
    at = end;
    if (lower(scan, at) === 'or') return true;
  }
  return false;
};

/** The words that open a choice after a name: "which is one of", "either"; how many, 0 when none does. */
export const choiceOpening = (text: string): number => {
  const found =
    /^(?:(?:which|that) (?:is|can be|may be) (?:either|one of)|(?:which|that) (?:is|can be) (?=\S+ or )|being one of|one of|either|of (?:either|type))(?: |$)/.exec(
      `${text} `,
    );
  return found ? found[0].trim().split(' ').length : 0;
};

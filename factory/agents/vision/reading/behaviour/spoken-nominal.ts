import type { Scan } from '../scan.ts';
import { isMadeFrom, usualNoun } from './nominal.ts';

/** Endings of nouns for doings; "inspecting" is the verb itself, "bookings" are records. */
const NOMINAL = /(?:(?:tion|sion|ment|ance|ence|al|age)s?|ings)$/;

/** Whether the text has, beside a verb, the noun for the record of what it says: "registrations" of "register". */
export const speaksOfRecord = ({ memory, tagger }: Scan, verb: string): boolean =>
  [...(memory.said ?? [])].some((word) => {
    const noun = tagger.singular(word);
    if (noun === verb) return false;
    return noun === usualNoun(verb) || (NOMINAL.test(word) && isMadeFrom(noun, verb));
  });

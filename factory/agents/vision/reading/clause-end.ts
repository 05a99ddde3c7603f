import { startsClause } from './clause-start.ts';
import { CONJUNCTIONS } from './function-words.ts';
import { pauses } from './noun-phrase.ts';
import { lower, type Scan } from './scan.ts';
import { OPERATIONAL, verbOf } from './verbs.ts';

/** "… and keeps a list": the same subject does something else. */
const goesOnWith = (scan: Scan, at: number): boolean => {
  const verb = verbOf(lower(scan, at));
  return (
    verb?.form === 'third' &&
    OPERATIONAL.has(verb.class) &&
    /^(?:an?|the|all|every)$/.test(lower(scan, at + 1))
  );
};

/** Where the clause that starts at a word ends. */
export const clauseEnd = (scan: Scan, from: number): number => {
  let at = from + 1;
  for (; at < scan.words.length; at += 1) {
    const before = scan.words[at - 1];
    if (/[;.!]/.test(before?.close ?? '')) break;
    if (CONJUNCTIONS.has(lower(scan, at)) && (startsClause(scan, at + 1) || goesOnWith(scan, at + 1))) break;
    if (pauses(before) && startsClause(scan, at)) break;
  }
  return at;
};

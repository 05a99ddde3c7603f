import { nounPhrase, pauses, startsWithSubject } from './noun-phrase.ts';
import { ahead, lower, type Scan } from './scan.ts';
import { verbOf } from './verbs.ts';

/** "… and exported as CSV": a participle that goes on with what can be done. */
const goesOn = (scan: Scan, at: number): boolean =>
  at + 1 >= scan.words.length ||
  pauses(scan.words[at]) ||
  /^(?:by|as|to|in|into|between|for|from|and|or)$/.test(lower(scan, at + 1));

const isOperation = (scan: Scan, at: number): boolean => {
  const verb = verbOf(lower(scan, at));
  if (verb?.form === 'participle') return goesOn(scan, at);
  if (!verb || verb.form === 'third') return false;
  const next = lower(scan, at + 1);
  if (next === '' || pauses(scan.words[at]) || /^(?:and|or)$/.test(next)) return false;
  return (
    nounPhrase(scan.words, at + 1) !== undefined || /^(?:them|it|those|these|by|as|to|up|for)$/.test(next)
  );
};

const OPENING =
  /^(?:for (?:each|every)|as an?|so that|in order|because \S+|(?:lets?|allows?|enables?) \S+)(?: |$)/;

/** Whether another clause starts at a word that follows a comma or a conjunction. */
export const startsClause = (scan: Scan, at: number): boolean =>
  at < scan.words.length &&
  (isOperation(scan, at) || startsWithSubject(scan.words, at) || OPENING.test(ahead(scan, at, 2)));

import type { Acting } from './actor.ts';
import { pauses } from './noun-phrase.ts';
import { ahead, lower, type Scan } from './scan.ts';
import { verbOf, type Verb, type VerbForm } from './verbs.ts';

/** A verb of the text and where what follows it begins. */
export type Found = { verb: Verb; next: number };

/** Verbs of several words; without a verb they name something the factory does not do. */
const PHRASAL: readonly [RegExp, number, Verb | undefined][] = [
  [/^(?:keep|keeps|keeping) track of /, 3, { lemma: 'track', class: 'track', form: 'base' }],
  [/^(?:look|looks|looking) (?:up|for) /, 2, { lemma: 'look up', class: 'find', form: 'base' }],
  [/^(?:search|searches|searching|query) for /, 2, { lemma: 'search', class: 'find', form: 'base' }],
  [/^(?:looks?|looking) after /, 2, { lemma: 'maintain', class: 'maintain', form: 'base' }],
  [
    /^(?:write|writes|writing|note|notes|noting) down /,
    2,
    { lemma: 'record', class: 'record', form: 'base' },
  ],
  [/^(?:log|sign|check) (?:in|out|up|on|off) /, 2, undefined],
];

const FORMS: Record<Acting['expects'], readonly VerbForm[]> = {
  base: ['base'],
  finite: ['base', 'third'],
  any: ['base', 'gerund', 'third', 'participle'],
};

const readVerb = (scan: Scan, at: number, expects: Acting['expects']): Found | undefined => {
  const text = `${ahead(scan, at, 4)} `;
  const phrasal = PHRASAL.find(([pattern]) => pattern.test(text));
  if (phrasal) return phrasal[2] && { verb: phrasal[2], next: at + phrasal[1] };
  const verb = verbOf(lower(scan, at));
  if (!verb || verb.lemma === 'look') return undefined;
  return FORMS[expects].includes(verb.form) ? { verb, next: at + 1 } : undefined;
};

/** "create, view and delete": verbs that share what follows the last. */
export const readVerbs = (scan: Scan, at: number, expects: Acting['expects']): Found[] => {
  const verbs: Found[] = [];
  let next = at;
  for (;;) {
    const found = readVerb(scan, next, verbs.length > 0 && expects === 'base' ? 'any' : expects);
    if (!found) return verbs;
    verbs.push(found);
    next = found.next;
    while (/^(?:and|or|then|also|to)$/.test(lower(scan, next))) next += 1;
    const last = scan.words[found.next - 1];
    if ((next === found.next && !pauses(last)) || /[;.:]/.test(last?.close ?? '')) return verbs;
  }
};

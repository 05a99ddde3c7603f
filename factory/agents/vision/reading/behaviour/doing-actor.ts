import { readActor, type Acting } from '../actor.ts';
import { lower, type Scan } from '../scan.ts';
import { matchAt, rule } from './clause-match.ts';
import { IN, MOVES, OUT, RELATES, RELATES_TO, STRONG } from './doing-verbs.ts';
import { np } from './grammar.ts';

const KNOWN = [
  ...RELATES.source.matchAll(/[a-z]+(?: [a-z]+)?/g),
  ...RELATES_TO.source.matchAll(/[a-z]+(?: [a-z]+)?/g),
  ...STRONG.source.matchAll(/[a-z]+(?: [a-z]+)?/g),
  ...MOVES.source.matchAll(/[a-z]+(?: [a-z]+)?/g),
]
  .map(([verb]) => verb)
  .join('|');

/** Verbs of amounts, in a text that speaks of them. */
const AMOUNTS = rule(`${np('actor', 2)} (?:can |may |must |should |will )?(?=(?:${IN}|${OUT}) )`);

/** "students enrol in …": verbs that a tagger takes for nouns. */
const ACTOR = rule(`${np('actor', 2)} (?:can |may |must |should |will )?(?=(?:${KNOWN})s? )`);

/** "a nurse requests leave", "nurses request leave": "requests" by itself is mostly a noun. */
const REQUESTS = rule(
  `(?:(?:an?|each|every|the) ${np('actor', 1)} (?=requests )|${np('actor', 1)} (?:can |may |must )?(?=request ))`,
);

/** Whether somebody does something from here on. */
export const startsDoing = (scan: Scan, at: number): boolean =>
  matchAt(scan, at, ACTOR) !== undefined ||
  matchAt(scan, at, REQUESTS) !== undefined ||
  (scan.memory.amounts === true && matchAt(scan, at, AMOUNTS) !== undefined);

/** "members collect points and use them": the same people go on. */
export const continues = (scan: Scan, at: number): boolean =>
  /^(?:and|or|then|later)$/.test(lower(scan, at - 1)) && scan.drafts.at(-1)?.behaviour !== undefined;

export const actorAt = (scan: Scan, at: number): (Partial<Acting> & { next: number }) | undefined => {
  const [acts, moves] = [
    matchAt(scan, at, ACTOR),
    scan.memory.amounts === true ? matchAt(scan, at, AMOUNTS) : undefined,
  ];
  const requests = acts ? undefined : matchAt(scan, at, REQUESTS);
  // "parents load credit": the verb is the first of the two.
  const known = acts && moves && moves.next < acts.next ? moves : (acts ?? moves ?? requests);
  if (known?.groups.actor && lower(scan, at) !== 'only')
    return { actor: scan.tagger.singular(known.groups.actor), next: known.next };
  return readActor(scan, at);
};

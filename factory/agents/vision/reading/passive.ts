import { isExceptedAt } from './behaviour/exceptions.ts';
import { readModifiers } from './modifiers.ts';
import { nounPhrase, type Phrase } from './noun-phrase.ts';
import { forbidden } from './prohibition.ts';
import { ahead, draft, lower, use, type Scan } from './scan.ts';
import type { Topic } from './topic.ts';
import { OPERATIONAL, verbOf, type Verb } from './verbs.ts';

const AUXILIARY = new RegExp(
  `^(?:${[
    "(?:can|could|may|might|must|shall|should|will|would|cannot|can't|mustn't|shouldn't|won't) ?(?:also |only |not |never |no longer )*be",
    "(?:is|are|was|were|isn't|aren't)",
    '(?:has|have|needs?|wants?) to be',
  ].join('|')})(?: (?:not|never|also|always|then|no longer|ever))?(?: |$)`,
);
const NEGATED = /\b(?:not|never|cannot|can't|mustn't|shouldn't|won't|isn't|aren't|no longer)\b/;

type Participles = { verbs: Verb[]; next: number };

/** "changed, edited or removed". */
const readParticiples = (scan: Scan, at: number): Participles => {
  const verbs: Verb[] = [];
  let next = at;
  for (;;) {
    let from = next;
    while (verbs.length > 0 && /^(?:and|or|nor|be)$/.test(lower(scan, from))) from += 1;
    const verb = verbOf(lower(scan, from));
    if (verb?.form !== 'participle' || !OPERATIONAL.has(verb.class)) return { verbs, next };
    verbs.push(verb);
    next = from + (ahead(scan, from, 2) === 'looked up' ? 2 : 1);
  }
};

const pushProhibition = (
  scan: Scan,
  at: number,
  object: string,
  { verbs, next }: Participles,
): number | undefined => {
  const value = forbidden(verbs);
  if (!value || isExceptedAt(scan, next)) return undefined;
  use(scan, at, next);
  const lemma = verbs[0]?.lemma ?? 'change';
  draft(scan, at, {
    object,
    verb: lemma,
    class: value === 'remove' ? 'remove' : 'change',
    constraints: [{ kind: 'never', value }],
    to: next,
  });
  return next;
};

/** "… but not deleted". */
const readException = (scan: Scan, at: number, object: string): number => {
  if (!/^(?:but|and) (?:not|never)$/.test(ahead(scan, at, 2))) return at;
  const start = lower(scan, at + 2) === 'be' ? at + 3 : at + 2;
  return pushProhibition(scan, at, object, readParticiples(scan, start)) ?? at;
};

/** "exported by auditors" names who does it; "found by barcode" names an attribute. */
const readAgent = (scan: Scan, { verbs, next }: Participles): Phrase | undefined => {
  if (lower(scan, next) !== 'by' || verbs.some((verb) => verb.class === 'find')) return undefined;
  return nounPhrase(scan.words, next + 1);
};

const writeOperations = (scan: Scan, at: number, topic: Topic, passive: Participles): number => {
  use(scan, at, passive.next);
  scan.memory.thing = topic.name;
  const agent = readAgent(scan, passive);
  const actor = agent ? { actor: scan.tagger.singular(agent.name) } : {};
  if (agent) use(scan, passive.next, agent.to);
  const drafts = passive.verbs.map((verb) =>
    draft(scan, at, { object: topic.name, verb: verb.lemma, class: verb.class, ...actor }),
  );
  const start = agent?.to ?? passive.next;
  const last = drafts.at(-1);
  return last ? readModifiers(scan, start, last, topic.plural) : start;
};

/** "samples can be found by barcode", "an event is never changed". */
export const readPassive = (scan: Scan, at: number, topic: Topic): number | undefined => {
  const auxiliary = AUXILIARY.exec(ahead(scan, topic.next, 6))?.[0];
  if (!auxiliary || topic.owner) return undefined;
  const passive = readParticiples(scan, topic.next + auxiliary.trim().split(' ').length);
  if (passive.verbs.length === 0) return undefined;
  if (NEGATED.test(auxiliary) || /^no(?:thing)?$/.test(lower(scan, at)))
    return pushProhibition(scan, at, topic.name, passive);
  return readException(scan, writeOperations(scan, at, topic, passive), topic.name);
};

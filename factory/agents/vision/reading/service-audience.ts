import { startsClause } from './clause-start.ts';
import { readModifiers } from './modifiers.ts';
import { nounPhrase, pauses, type Phrase } from './noun-phrase.ts';
import { ahead, closing, draft, lower, type Scan, use } from './scan.ts';
import { verbOf } from './verbs.ts';

export const hasDetails = (scan: Scan, at: number): boolean =>
  /^(?:with|including|containing)$/.test(lower(scan, at)) ||
  (scan.words[at]?.open.includes('(') ?? false) ||
  (closing(scan, at - 1).includes(':') && !startsClause(scan, at));

/** "with a REST API": how every service is reached. */
const INTERFACE = /^with an? (?:(?:rest|http|json|restful|web) ){0,2}(?:api|interface)(?: |$)/;

/** "for drones with serial number and pilot": what is described is kept. */
const writeKept = (scan: Scan, at: number, { name, to }: Phrase): number => {
  const object = scan.tagger.singular(name);
  const kept = draft(scan, at, { verb: 'maintain', class: 'maintain', object, to });
  scan.memory.thing = object;
  return readModifiers(scan, to, kept, true);
};

/** "that helps us with lost umbrellas": the same as "for lost umbrellas". */
const readHelp = (scan: Scan, at: number): number | undefined => {
  if (!/^(?:helps?|supports?|assists?) (?:us|me|them|people|staff|everybody) with$/.test(ahead(scan, at, 3)))
    return undefined;
  use(scan, at, at + 3);
  if (verbOf(lower(scan, at + 3))?.form === 'gerund') return at + 3;
  const phrase = nounPhrase(scan.words, at + 3, 'subject');
  if (!phrase) return undefined;
  use(scan, at, phrase.to);
  draft(scan, at, { constraints: [{ kind: 'context', value: phrase.name }], to: phrase.to });
  return phrase.to;
};

/** "for lab samples", "for a dental practice": what it keeps or whom it serves is decided when everything is read. */
export const readAudience = (scan: Scan, at: number): number => {
  if (pauses(scan.words[at - 1])) return at;
  const reached = INTERFACE.exec(ahead(scan, at, 5));
  if (reached) {
    const next = at + reached[0].trim().split(' ').length;
    use(scan, at, next);
    return readAudience(scan, next);
  }
  const relative = /^(?:that|which|where|to|in which|with which)(?: |$)/
    .exec(`${ahead(scan, at, 2)} `)?.[0]
    .trim();
  if (relative) {
    const next = at + relative.split(' ').length;
    use(scan, at, next);
    return readHelp(scan, next) ?? next;
  }
  if (lower(scan, at) !== 'for') return at;
  if (verbOf(lower(scan, at + 1))?.form === 'gerund') {
    use(scan, at, at + 1);
    return at + 1;
  }
  const phrase = nounPhrase(scan.words, at + 1, 'subject');
  if (!phrase) return at;
  use(scan, at, phrase.to);
  if (phrase.plural && hasDetails(scan, phrase.to)) return writeKept(scan, at, phrase);
  draft(scan, at, {
    constraints: [{ kind: phrase.plural ? 'audience' : 'context', value: phrase.name }],
    to: phrase.to,
  });
  return readAudience(scan, phrase.to);
};

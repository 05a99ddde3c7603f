import { MODALS, NEGATIONS } from './function-words.ts';
import { nounPhrase, pauses } from './noun-phrase.ts';
import { ahead, lower, type Scan } from './scan.ts';
import { SERVICE_NOUNS } from './containers.ts';
import { verbOf } from './verbs.ts';

/** Who acts, and how: "users can", "as a nurse I want to", "nobody may", "that". */
export type Acting = {
  actor?: string;
  /** Where the verb is expected. */
  next: number;
  negated: boolean;
  /** The verb agrees with its subject (`logs`), is bare (`log`), or may be a gerund. */
  expects: 'base' | 'finite' | 'any';
};

const NOBODY_IN_PARTICULAR =
  /^(?:i|we|you|it|they|he|she|people|everyone|everybody|anyone|someone|person|one|that|which|who)$/;

const named = (name: string): { actor?: string } => {
  const head = name.split(' ').at(-1) ?? '';
  return NOBODY_IN_PARTICULAR.test(name) || SERVICE_NOUNS.has(head) ? {} : { actor: name };
};

/** "can", "must not", "should be able to", "wants to", "is allowed to": how many words, and whether they forbid. */
const readModal = (scan: Scan, at: number): { next: number; negated: boolean } | undefined => {
  const text = ahead(scan, at, 7);
  const found =
    /^(?:(?:can|could|may|might|must|shall|should|will|would|cannot|can't|mustn't|shouldn't|won't)(?: also| only| always)?(?: not| never)?(?: be (?:able|allowed|possible) to| (?:like|want|need|have) to)?|(?:is|are) (?:not )?(?:able|allowed|permitted) to|(?:wants?|needs?|has|have|wish(?:es)?) (?:also )?to(?: be able to)?|(?:do|does) not|don't|doesn't|never)(?: |$)/.exec(
      text,
    );
  if (!found) return undefined;
  const words = found[0].trim().split(' ');
  return { next: at + words.length, negated: words.some((word) => NEGATIONS.has(word)) };
};

const afterComma = (scan: Scan, at: number): boolean => !pauses(scan.words[at - 1]);

const readStory = (scan: Scan, at: number): Acting | undefined => {
  if (!/^as an?(?: |$)/.test(ahead(scan, at, 2))) return undefined;
  const role = nounPhrase(scan.words, at + 1, 'subject');
  if (!role) return undefined;
  let next = role.to;
  if (lower(scan, next) === 'of') next = nounPhrase(scan.words, next + 1)?.to ?? next;
  if (!/^(?:i|we)$/.test(lower(scan, next))) return undefined;
  const modal = readModal(scan, next + 1);
  const actor = scan.words
    .slice(role.from + 1, next)
    .map((word) => word.lower)
    .join(' ');
  return { actor, next: modal?.next ?? next + 1, negated: modal?.negated ?? false, expects: 'base' };
};

/** Reads the subject of an action; `undefined` where none starts. */
export const readActor = (scan: Scan, at: number): Acting | undefined => {
  const story = readStory(scan, at);
  if (story) return story;
  const let_ = /^(?:lets?|let's|allows?|enables?|helps?)(?: |$)/.test(ahead(scan, at, 1));
  const start = let_ ? at + 1 : lower(scan, at) === 'only' ? at + 1 : at;
  const pronoun =
    NOBODY_IN_PARTICULAR.test(lower(scan, start)) || /^(?:nobody|none|no-one)$/.test(lower(scan, start));
  const phrase = pronoun ? undefined : nounPhrase(scan.words, start, 'subject');
  const to = pronoun ? start + 1 : phrase?.to;
  if (to === undefined || !afterComma(scan, to)) return undefined;
  const name = pronoun ? lower(scan, start) : scan.tagger.singular(phrase?.name ?? '');
  const nobody =
    /^(?:nobody|none|no-one)$/.test(name) || /^no(?: |$)/.test(lower(scan, start) === 'no' ? 'no' : name);
  if (let_) {
    const next = lower(scan, to) === 'to' ? to + 1 : to;
    return verbOf(lower(scan, next)) ? { ...named(name), next, negated: false, expects: 'base' } : undefined;
  }
  const modal = readModal(scan, to);
  if (modal)
    return {
      ...(nobody ? {} : named(name)),
      next: modal.next,
      negated: modal.negated || nobody,
      expects: 'base',
    };
  const verb = verbOf(lower(scan, to));
  const finite = verb
    ? verb.form !== 'gerund' && verb.form !== 'participle'
    : scan.words[to]?.verb === true && !MODALS.has(lower(scan, to));
  return finite && !MODALS.has(lower(scan, to))
    ? { ...named(name), next: to, negated: false, expects: 'finite' }
    : undefined;
};

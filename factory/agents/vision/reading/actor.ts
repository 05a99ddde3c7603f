import { SERVICE_NOUNS } from './containers.ts';
import { MODALS, NEGATIONS } from './function-words.ts';
import { nounPhrase, pauses } from './noun-phrase.ts';
import { ahead, lower, type Scan } from './scan.ts';
import { verbOf } from './verbs.ts';

/** Who acts, and how: "users can", "as a nurse I want to", "nobody may", "that". */
export type Acting = {
  actor?: string;
  /** Where the verb is expected. */
  next: number;
  negated: boolean;
  /** The verb agrees with its subject (`logs`), is bare (`log`), or may have any form. */
  expects: 'base' | 'finite' | 'any';
};

const NOBODY_IN_PARTICULAR =
  /^(?:i|we|you|it|they|he|she|people|everyone|everybody|anyone|someone|person|one|that|which|who|nobody|none)$/;

const named = (name: string): { actor?: string } =>
  NOBODY_IN_PARTICULAR.test(name) || SERVICE_NOUNS.has(name.split(' ').at(-1) ?? '') ? {} : { actor: name };

const MODAL = new RegExp(
  `^(?:${[
    "(?:can|could|may|might|must|shall|should|will|would|cannot|can't|mustn't|shouldn't|won't)(?: also| only| always)?(?: not| never)?(?: be (?:able|allowed|possible) to| (?:like|want|need|have) to)?",
    '(?:is|are) (?:not )?(?:able|allowed|permitted) to',
    '(?:wants?|needs?|has|have|wish(?:es)?) (?:also )?to(?: be able to)?',
    "(?:do|does) not|don't|doesn't|never",
  ].join('|')})(?: |$)`,
);

/** "can", "must not", "should be able to", "wants to", "is allowed to": where they end, and whether they forbid. */
const readModal = (scan: Scan, at: number): { next: number; negated: boolean } | undefined => {
  const found = MODAL.exec(ahead(scan, at, 7));
  if (!found) return undefined;
  const words = found[0].trim().split(' ');
  return { next: at + words.length, negated: words.some((word) => NEGATIONS.has(word)) };
};

/** "As a nurse on duty, I want to …". */
const readStory = (scan: Scan, at: number): Acting | undefined => {
  const role = /^as an?$/.test(ahead(scan, at, 2)) ? nounPhrase(scan.words, at + 1, 'subject') : undefined;
  if (!role) return undefined;
  const of = lower(scan, role.to) === 'of' ? nounPhrase(scan.words, role.to + 1) : undefined;
  const to = of?.to ?? role.to;
  if (!/^(?:i|we)$/.test(lower(scan, to))) return undefined;
  const modal = readModal(scan, to + 1);
  const actor = ahead(scan, role.from + 1, to - role.from - 1);
  return { actor, next: modal?.next ?? to + 1, negated: modal?.negated ?? false, expects: 'base' };
};

type Subject = { name: string; to: number; nobody: boolean };

const readSubject = (scan: Scan, at: number): Subject | undefined => {
  const word = lower(scan, at);
  if (NOBODY_IN_PARTICULAR.test(word))
    return { name: word, to: at + 1, nobody: /^(?:nobody|none)$/.test(word) };
  const phrase = nounPhrase(scan.words, at, 'subject');
  return phrase && { name: scan.tagger.singular(phrase.name), to: phrase.to, nobody: word === 'no' };
};

/** "lets users create": who is let do something. */
const readLetting = (scan: Scan, at: number): Acting | undefined => {
  const subject = readSubject(scan, at + 1);
  if (!subject) return undefined;
  const next = lower(scan, subject.to) === 'to' ? subject.to + 1 : subject.to;
  return verbOf(lower(scan, next))
    ? { ...named(subject.name), next, negated: false, expects: 'base' }
    : undefined;
};

const isFinite = (scan: Scan, at: number): boolean => {
  const word = lower(scan, at);
  if (MODALS.has(word)) return false;
  const verb = verbOf(word);
  if (verb) return verb.form === 'base' || verb.form === 'third';
  return scan.words[at]?.verb === true;
};

/** Reads the subject of an action; `undefined` where none starts. */
export const readActor = (scan: Scan, at: number): Acting | undefined => {
  const story = readStory(scan, at);
  if (story) return story;
  if (/^(?:lets?|allows?|enables?|helps?)$/.test(lower(scan, at))) return readLetting(scan, at);
  const subject = readSubject(scan, lower(scan, at) === 'only' ? at + 1 : at);
  if (!subject || pauses(scan.words[subject.to - 1])) return undefined;
  const { name, to, nobody } = subject;
  const actor = nobody ? {} : named(name);
  const modal = readModal(scan, to);
  if (modal) return { ...actor, next: modal.next, negated: modal.negated || nobody, expects: 'base' };
  return isFinite(scan, to) ? { ...actor, next: to, negated: nobody, expects: 'finite' } : undefined;
};

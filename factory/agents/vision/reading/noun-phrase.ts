import { ANAPHORS, COPULAS, DETERMINERS, endsPhrase, HAVE, MODALS, PASSING } from './function-words.ts';
import { verbOf, type Verb } from './verbs.ts';
import { nameOf, type Word } from './word.ts';

export type Phrase = {
  /** First word, determiner included. */
  from: number;
  /** After the last word. */
  to: number;
  /** Lower-case words without determiners: "collection date". */
  name: string;
  /** The first determiner, empty when there is none. */
  determiner: string;
  plural: boolean;
};

/** A `subject` ends before its verb; an `attribute` keeps its adjectives ("new price"). */
type Role = 'subject' | 'object' | 'attribute';

/** Whether punctuation after a word ends a phrase. */
export const pauses = (word: Word | undefined): boolean => /[,;:.!?)\]—–]|^-/.test(word?.close ?? '');
const opens = (word: Word): boolean => /[([{—–-]/.test(word.open);

const takesObject = (words: readonly Word[], at: number): boolean => {
  const next = words[at + 1];
  if (!next || pauses(words[at])) return false;
  return DETERMINERS.has(next.lower) || ANAPHORS.has(next.lower) || next.noun || !endsPhrase(next.lower);
};

/** "create, view and delete": a verb that shares its object with the next. */
const sharesObject = (words: readonly Word[], at: number): boolean => {
  const joined = /^(?:and|or)$/.test(words[at + 1]?.lower ?? '');
  if (!joined && words[at]?.close !== ',') return false;
  return verbOf(words[at + (joined ? 2 : 1)]?.lower ?? '') !== undefined;
};

/** Plurals that do not end in "s". */
const PLURAL = /^(?:staff|people|police|personnel|crew|children|men|women|gentlemen|firemen|alumni)$/;

const agrees = ({ form }: Verb, { lower }: Word): boolean =>
  lower.endsWith('s') || PLURAL.test(lower) ? form === 'base' : form === 'third';

/** A verb that stands after its subject and agrees with it: "nurses record", "each nurse records". */
const isPredicate = (words: readonly Word[], at: number): boolean => {
  const [subject, word] = [words[at - 1], words[at]];
  if (!word || !subject || DETERMINERS.has(subject.lower)) return false;
  const verb = verbOf(word.lower);
  if (verb) return agrees(verb, subject) && (takesObject(words, at) || sharesObject(words, at));
  return word.verb && !word.noun && subject.noun && takesObject(words, at) && !/(?:ing|ed)$/.test(word.lower);
};

/** "visits recorded by nurses": what follows the noun is no part of its name. */
const isReducedRelative = (words: readonly Word[], at: number): boolean => {
  const word = words[at]?.lower ?? '';
  const participle = verbOf(word)?.form === 'participle' || word.endsWith('ed');
  return participle && endsPhrase(words[at + 1]?.lower ?? 'of');
};

const isInside = (words: readonly Word[], at: number, role: Role): boolean => {
  const word = words[at] as Word;
  if (endsPhrase(word.lower) || opens(word) || pauses(words[at - 1]) || DETERMINERS.has(word.lower))
    return false;
  return !isReducedRelative(words, at) && !(role === 'subject' && isPredicate(words, at));
};

const skipDeterminers = (words: readonly Word[], from: number, role: Role): number => {
  const skips = ({ lower }: Word) => DETERMINERS.has(lower) || (role !== 'attribute' && PASSING.has(lower));
  const start = words.findIndex((word, at) => at >= from && (!skips(word) || pauses(word)));
  return start < 0 ? words.length : start;
};

/** The noun phrase that starts at a word. */
export const nounPhrase = (
  words: readonly Word[],
  from: number,
  role: Role = 'object',
): Phrase | undefined => {
  const start = skipDeterminers(words, from, role);
  const first = words[start];
  if (!first || endsPhrase(first.lower) || (start > from && opens(first))) return undefined;
  let to = start + 1;
  while (to < words.length && isInside(words, to, role)) to += 1;
  const name = nameOf(words, start, to);
  return {
    from,
    to,
    name,
    determiner: nameOf(words, from, Math.min(start, from + 1)),
    plural: name.endsWith('s'),
  };
};

const PERSONAL =
  /^(?:it|they|i|we|you|he|she|everyone|everybody|anyone|anybody|people|this|these|nobody|each|all|both)$/;
const AUXILIARY = /^(?:want|wants|need|needs|never|do|does|don't|doesn't)$/;

const isFinite = (word: string): boolean =>
  MODALS.has(word) || COPULAS.has(word) || HAVE.has(word) || AUXILIARY.test(word);

/** Whether a clause with its own subject starts here: "users can …", "each sample has …", "nurses record …". */
export const startsWithSubject = (words: readonly Word[], at: number): boolean => {
  const subject = nounPhrase(words, at, 'subject');
  if (!subject && !PERSONAL.test(words[at]?.lower ?? '')) return false;
  const to = subject?.to ?? at + 1;
  const next = words[to];
  if (!next || pauses(words[to - 1])) return false;
  return isFinite(next.lower) || (subject ? isPredicate(words, to) : verbOf(next.lower) !== undefined);
};

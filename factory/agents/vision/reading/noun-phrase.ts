import { ANAPHORS, COPULAS, DETERMINERS, endsPhrase, HAVE, MODALS, PASSING } from './function-words.ts';
import { verbOf } from './verbs.ts';
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

/** Whether punctuation after a word ends a phrase. */
export const pauses = (word: Word | undefined): boolean => /[,;:.!?)\]—–]|^-/.test(word?.close ?? '');
const opens = (word: Word): boolean => /[([{—–-]/.test(word.open);

/** A verb that stands after its subject and agrees with it: "nurses record", "each nurse records". */
const isPredicate = (words: readonly Word[], at: number): boolean => {
  const word = words[at];
  const subject = words[at - 1];
  if (!word || !subject || DETERMINERS.has(subject.lower)) return false;
  const next = words[at + 1];
  const hasObject =
    next !== undefined &&
    !pauses(word) &&
    (DETERMINERS.has(next.lower) || ANAPHORS.has(next.lower) || next.noun || !endsPhrase(next.lower));
  const verb = verbOf(word.lower);
  const listed = /^,/.test(word.close) || /^(?:and|or)$/.test(next?.lower ?? '');
  if (verb)
    return (
      (hasObject ||
        (listed &&
          verbOf(words[at + (next && /^(?:and|or)$/.test(next.lower) ? 2 : 1)]?.lower ?? '') !==
            undefined)) &&
      (verb.form === 'base'
        ? subject.lower.endsWith('s')
        : verb.form === 'third' && !subject.lower.endsWith('s'))
    );
  return word.verb && !word.noun && hasObject && !/(?:ing|ed)$/.test(word.lower) && subject.noun;
};

const isReducedRelative = (words: readonly Word[], at: number): boolean =>
  (verbOf(words[at]?.lower ?? '')?.form === 'participle' || /ed$/.test(words[at]?.lower ?? '')) &&
  endsPhrase(words[at + 1]?.lower ?? 'of');

/** The noun phrase that starts at a word. As a `subject` it ends before its verb. */
export const nounPhrase = (
  words: readonly Word[],
  from: number,
  role: 'subject' | 'object' | 'attribute' = 'object',
): Phrase | undefined => {
  let start = from;
  const skips = (word: string) => DETERMINERS.has(word) || (role !== 'attribute' && PASSING.has(word));
  while (skips(words[start]?.lower ?? '') && !pauses(words[start])) start += 1;
  let to = start;
  for (; to < words.length; to += 1) {
    const word = words[to] as Word;
    if (endsPhrase(word.lower)) break;
    if (to > start) {
      if (opens(word) || pauses(words[to - 1]) || DETERMINERS.has(word.lower)) break;
      if (isReducedRelative(words, to)) break;
      if (role === 'subject' && isPredicate(words, to)) break;
    } else if (start > from && opens(word)) break;
  }
  if (to === start) return undefined;
  return {
    from,
    to,
    name: nameOf(words, start, to),
    determiner: start > from ? (words[from] as Word).lower : '',
    plural: words[to - 1]?.lower.endsWith('s') ?? false,
  };
};

/** Whether a clause with its own subject starts here: "users can …", "each sample has …", "nurses record …". */
export const startsWithSubject = (words: readonly Word[], at: number): boolean => {
  const subject = nounPhrase(words, at, 'subject');
  const next = subject ? words[subject.to] : words[at + 1];
  if (!next || pauses(words[(subject?.to ?? at + 1) - 1])) return false;
  if (
    !subject &&
    !/^(?:it|they|i|we|you|he|she|everyone|people|this|these|nobody)$/.test(words[at]?.lower ?? '')
  )
    return false;
  return (
    MODALS.has(next.lower) ||
    COPULAS.has(next.lower) ||
    HAVE.has(next.lower) ||
    /^(?:want|wants|need|needs|never|do|does|don't)$/.test(next.lower) ||
    (subject !== undefined && isPredicate(words, subject.to)) ||
    (!subject && verbOf(next.lower) !== undefined)
  );
};

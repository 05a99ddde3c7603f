import { irregularLemma } from './irregular-participles.ts';
import type { Word } from './word.ts';

/**
 * The part-of-speech tagger. `compromise` costs some 200 ms to load, so it is loaded when the first definition is read,
 * not when the app starts.
 */
export type Tagger = {
  words(text: string, line: number): Word[];
  singular(noun: string): string;
  plural(noun: string): string;
  /** "sent" → "send". */
  infinitive(verb: string): string;
};

type Term = { text: string; pre: string; post: string; tags: Set<string> };
type VerbForms = { toInfinitive(verb: string, model: unknown, tense?: string): string };
type NounForms = {
  toSingular(noun: string, model: unknown): string;
  toPlural(noun: string, model: unknown): string;
};

/** Nouns whose form is the same for one and for many. */
const UNCOUNTABLE = new Set(
  'information equipment feedback news series species staff data metadata evidence software hardware inventory stock money traffic weather water music furniture luggage'.split(
    ' ',
  ),
);
/** Singular, though it looks like a plural: bus, status, analysis, address. */
const LOOKS_PLURAL =
  /(?:ss|(?<!^(?:men|gur|em|gn|haik|tut|plate|bayo))us|(?<!^(?:tax|alib|bikin|sk))is|ies)$|^(?:lens|gas|bus|bias|alias|atlas|canvas|christmas|pancreas|pyjamas|chaos|cosmos|ethos|kudos)$/;

/** Not "potatoes", whose singular has no "e". */
const ENDS_IN_OE = /^(?:can|sh|horsesh|t|f|h|r|d|al|ob|fl|thr|backh)oes$/;

const lastWord = (phrase: string): [string, string] => {
  const cut = phrase.lastIndexOf(' ') + 1;
  return [phrase.slice(0, cut), phrase.slice(cut)];
};

/** "3d" counts nothing. */
const DIMENSION = /^\dd$/i;

const hasLetter = (text: string) => /[\p{L}\p{N}]/u.test(text);

/** Terms of one input word (can|not, append-|only) are put together again. */
const joinTerms = (terms: readonly Term[]): Term[] => {
  const joined: Term[] = [];
  for (const term of terms) {
    const previous = joined.at(-1);
    if (!term.text) {
      if (previous) previous.post += term.post;
    } else if (previous && /[-'’/&_]$/.test(previous.post) && !previous.post.includes(' ') && !term.pre) {
      previous.text += previous.post + term.text;
      previous.post = term.post;
      previous.tags = term.tags;
    } else {
      joined.push({ ...term });
    }
  }
  return joined.filter(({ text }) => hasLetter(text));
};

/** "1)" is a number in a bracket. */
const unbracket = (term: Term): Term => {
  const found = term.text.includes('(') ? null : /^(.+?)([)\]]+)$/.exec(term.text);
  return found ? { ...term, text: found[1] ?? '', post: `${found[2] ?? ''}${term.post}` } : term;
};

/** "below -500": the sign belongs to the number. */
const withSign = (term: Term): Term =>
  /(?:^|\s)[-−]$/.test(term.pre) && /^[€$£]?\d/.test(term.text)
    ? { ...term, text: `-${term.text}`, pre: term.pre.slice(0, -1) }
    : term;

const toWord = ({ text, pre, post, tags }: Term, line: number): Word => ({
  text,
  lower: text.toLowerCase().replaceAll('’', "'"),
  line,
  noun: tags.has('Noun') && !tags.has('Pronoun'),
  verb: tags.has('Verb'),
  adverb: tags.has('Adverb'),
  plural: tags.has('Plural'),
  number: !DIMENSION.test(text) && ((tags.has('Value') && !tags.has('Ordinal')) || /^\d/.test(text)),
  open: pre.trim(),
  close: post.trim(),
});

const tenseOf = (word: string): 'PastTense' | 'Gerund' | 'PresentTense' | undefined => {
  if (/..ing$/.test(word)) return 'Gerund';
  if (/..ed$/.test(word)) return 'PastTense';
  return /[^s]s$/.test(word) ? 'PresentTense' : undefined;
};

const createTagger = async (): Promise<Tagger> => {
  const { default: nlp } = await import('compromise/two');
  const { noun, verb } = (
    nlp.methods() as unknown as { two: { transform: { noun: NounForms; verb: VerbForms } } }
  ).two.transform;
  const model: unknown = nlp.model();
  const singularWord = (word: string): string => {
    if (UNCOUNTABLE.has(word)) return word;
    if (!word.endsWith('s')) return noun.toSingular(word, model) || word;
    if (ENDS_IN_OE.test(word)) return word.slice(0, -1);
    if (/[^aeiou]ies$/.test(word) && word.length > 4) return noun.toSingular(word, model);
    return LOOKS_PLURAL.test(word) ? word : noun.toSingular(word, model) || word;
  };
  const pluralWord = (word: string): string =>
    UNCOUNTABLE.has(word) ? word : noun.toPlural(singularWord(word), model);
  return {
    words: (text, line) =>
      joinTerms(
        nlp(text)
          .json()
          .flatMap(({ terms }: { terms: (Omit<Term, 'tags'> & { tags: string[] })[] }) =>
            terms.map((term) => ({ ...term, tags: new Set(term.tags) })),
          ),
      ).map((term) => toWord(withSign(unbracket(term)), line)),
    singular: (phrase) => lastWord(phrase)[0] + singularWord(lastWord(phrase)[1]),
    plural: (phrase) => lastWord(phrase)[0] + pluralWord(lastWord(phrase)[1]),
    infinitive: (word) => {
      const irregular = irregularLemma(word);
      if (irregular !== undefined) return irregular;
      const tense = tenseOf(word);
      return tense ? verb.toInfinitive(word, model, tense) : word;
    },
  };
};

let tagger: Promise<Tagger> | undefined;

/** The tagger, loaded once. */
export const loadTagger = (): Promise<Tagger> => (tagger ??= createTagger());

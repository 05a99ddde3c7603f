/** A word of a definition with what a tagger says about it. */
export type Word = {
  /** As written: `Trail`. */
  text: string;
  lower: string;
  /** Line of the definition, from 1. */
  line: number;
  noun: boolean;
  verb: boolean;
  adverb: boolean;
  plural: boolean;
  number: boolean;
  /** Punctuation before and after it, without spaces: `(`, `,`. */
  open: string;
  close: string;
};

/** Words as a person would read them again, with the punctuation between them. */
export const textOf = (words: readonly Word[], from = 0, to = words.length): string =>
  words
    .slice(from, to)
    .map(({ text, open, close }, index, all) => {
      const first = index === 0 ? '' : open;
      const last = index === all.length - 1 ? close.replace(/[^)\]"'%]/g, '') : close;
      return first + text + last;
    })
    .join(' ')
    .replace(/^[("'[]+(?=[^()]*$)/, '');

/** Lower-case words without punctuation and markup: what a phrase is called. */
export const nameOf = (words: readonly Word[], from = 0, to = words.length): string =>
  words
    .slice(from, to)
    .map(({ lower }) => lower)
    .join(' ')
    .replace(/[^\p{L}\p{M}\p{N} '&/.%+#-]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();

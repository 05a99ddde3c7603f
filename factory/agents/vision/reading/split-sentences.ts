/** A sentence, a bullet or a heading of a definition. */
export type Sentence = {
  text: string;
  /** Line it starts on, from 1. */
  line: number;
  bullet: boolean;
};

const BULLET = /^\s*(?:[-*•–·+]|\(?\d{1,2}[.)]|[a-z]\))\s+/;
const HEADING = /^\s*#{1,6}\s+/;

const tidy = (line: string): string =>
  line
    .replace(/[‘’]/g, "'")
    .replace(/[“”«»]/g, '"')
    .replace(/\*\*|__|`/g, '')
    .replace(/\bno[ -]one\b/gi, 'nobody')
    .replace(/\s+[—–-]+\s+/g, ' – ')
    .trim();

/** An attribute list that goes on in bullets: "Each widget has:". */
const OPEN_LIST =
  /\b(?:has|have|with|contains?|includes?|including|attributes?|fields?|properties|following|consists? of|of)\s*:$/i;

/** Puts bullets back into the sentence whose list they are, and wrapped lines into theirs. */
const joinLines = (lines: readonly string[]): Sentence[] => {
  const joined: Sentence[] = [];
  let list: Sentence | undefined;
  lines.forEach((raw, index) => {
    if (!raw.trim()) {
      list = list && OPEN_LIST.test(list.text) ? list : undefined;
      return;
    }
    const bullet = BULLET.test(raw);
    const heading = HEADING.test(raw);
    const text = tidy(raw.replace(bullet ? BULLET : HEADING, ''));
    const previous = joined.at(-1);
    if (bullet && list) {
      list.text += OPEN_LIST.test(list.text)
        ? ` ${text.replace(/[.,;]+$/, '')}`
        : `, ${text.replace(/[.,;]+$/, '')}`;
      return;
    }
    const wrapped =
      previous &&
      index > 0 &&
      lines[index - 1]?.trim() &&
      !HEADING.test(lines[index - 1] ?? '') &&
      !bullet &&
      !heading &&
      !/[.!?:;]$/.test(previous.text);
    if (wrapped && (/^[a-z(]/.test(text) || /[,]$/.test(previous.text))) {
      previous.text += ` ${text}`;
    } else {
      joined.push({ text, line: index + 1, bullet });
    }
    const last = joined.at(-1);
    list = last && OPEN_LIST.test(last.text) ? last : undefined;
  });
  return joined;
};

/** Sentences in reading order. A full stop inside a word or a number ("v1.2", "e.g.") ends none. */
export const splitSentences = (text: string): Sentence[] =>
  joinLines(text.split(/\r\n|\r|\n/)).flatMap(({ text: line, ...rest }) =>
    line
      .replace(/\b(e\.g|i\.e|etc|approx|incl|no)\.(?=\s)/gi, '$1')
      .split(/(?<=[.!?;])\s+/)
      .filter((part) => /[\p{L}\p{N}]/u.test(part))
      .map((part) => ({ text: part, ...rest })),
  );

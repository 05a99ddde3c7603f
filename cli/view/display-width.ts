const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** What takes no column: marks upon another character, and characters that are never shown. */
const INVISIBLE = /^[\p{Mn}\p{Me}\p{Cf}\p{Cc}\p{Default_Ignorable_Code_Point}\u1160-\u11FF]+$/u;

/** What takes two: East Asian wide and full-width forms, and pictures (half-width forms excepted). */
const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\p{Script=Yi}\p{Script=Tangut}\p{Emoji_Presentation}\p{Regional_Indicator}\u3000-\u303E\u30FB\u30FC\u3200-\u33FF\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6]/u;
/** Asks for the picture of a character that has one. */
const PICTURE = '\u{FE0F}';
const HALF_WIDTH = /^[\uFF61-\uFFDC\uFFE8-\uFFEE]/u;

const widthOf = (grapheme: string): number => {
  if (INVISIBLE.test(grapheme)) return 0;
  return (WIDE.test(grapheme) || grapheme.includes(PICTURE)) && !HALF_WIDTH.test(grapheme) ? 2 : 1;
};

/** Only characters from blank to tilde, one column each. */
const isPlain = (text: string): boolean => /^[ -~]*$/.test(text);

/** Columns of a terminal that a printable text takes. */
export const displayWidth = (text: string): number =>
  isPlain(text)
    ? text.length
    : [...segmenter.segment(text)].reduce((width, { segment }) => width + widthOf(segment), 0);

/** The longest beginning of a text that takes at most `width` columns, no character cut in two. */
export const cutToWidth = (text: string, width: number): string => {
  if (isPlain(text)) return text.slice(0, Math.max(0, width));
  let taken = 0;
  let kept = '';
  for (const { segment } of segmenter.segment(text)) {
    taken += widthOf(segment);
    if (taken > width) break;
    kept += segment;
  }
  return kept;
};

/** A text with blanks after it up to `width` columns. */
export const padToWidth = (text: string, width: number): string =>
  text + ' '.repeat(Math.max(0, width - displayWidth(text)));

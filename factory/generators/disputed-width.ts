/**
 * Characters that formatters do not agree on how wide they are: what is not seen (controls, joiners, marks of direction) and
 * some that take part in the one before them. Found by formatting a table with each character that Unicode 16 assigns.
 */
const disputed = new RegExp(
  `[${[
    String.raw`\p{Cf}\u0000-\u0008\v\f\u000E-\u001F\u007F-\u009F`,
    // Vowel signs and final letters of Indic scripts.
    String.raw`\u09BE\u09D7\u0B3E\u0B57\u0BBE\u0BD7\u0CC0\u0CC2\u0CC7\u0CC8\u0CCA\u0CCB\u0CD5\u0CD6\u0D3E\u0D4E\u0D57\u0DCF\u0DDF`,
    // Parts of Hangul syllables, of full and of half width.
    String.raw`\u1160-\u11FF\u3164\uD7B0-\uD7FB\uFF9E-\uFFA0`,
    String.raw`\u1715\u1734\u17A4\u17D8\u1B35\u1B3B\u1B3D\u1B43\u1B44\u1BAA\u1BF2\u1BF3\u2D7F\u302E\u302F\uA8FA\uA953\uA9C0`,
    String.raw`\u{11000}-\u{11FFF}\u{16FF0}\u{16FF1}\u{1D165}-\u{1D172}`,
    // Symbols that are drawn as text or as a picture.
    String.raw`\u261D\u26F9\u270C\u270D\u{1F3CB}\u{1F3CC}\u{1F574}\u{1F575}\u{1F590}`,
  ].join('')}]`,
  'gu',
);

/** The text with these characters in another spelling. */
export const respelled = (text: string, spelling: (character: string) => string): string =>
  text.replace(disputed, spelling);

/** As TypeScript and JSON spell them in strings. */
export const asEscape = (character: string): string =>
  character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');

/** As Markdown and HTML spell them in text. */
export const asEntity = (character: string): string => `&#x${character.codePointAt(0)?.toString(16)};`;

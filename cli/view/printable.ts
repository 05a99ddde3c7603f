import { cutToWidth, displayWidth } from './display-width.ts';

/**
 * Most marks upon one character: more are a tower that covers the lines above it. Thai and Vietnamese have two, Hebrew with
 * accents four.
 */
const MARKS = 4;

/** One line that cannot steer a terminal: control characters become blanks, so do those that turn its direction. */
export const printable = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, ' ')
    .replace(new RegExp(`(\\p{M}{${MARKS}})\\p{M}+`, 'gu'), '$1');

/** The beginning of a line, at most `width` columns of a terminal, with an ellipsis where something is missing. */
export const fit = (text: string, width: number): string =>
  displayWidth(text) <= width ? text : `${cutToWidth(text, width - 1)}…`;

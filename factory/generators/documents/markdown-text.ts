import { asEntity, respelled } from '../disputed-width.ts';

/** Text with nothing in it that means something to Markdown. */
const plain = (value: string): string =>
  value
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_[\]|~$]/g, '\\$&')
    .replace(/&(?=#?\w+;)/g, '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('#', '\\#')
    .replace(/\{(?=[{%])/g, '{\\')
    .replace(/(?<=^|\s):(?=\w+:)/g, '\\:')
    .replace(/:(?=\/\/)|@(?=\w)/g, '\\$&')
    .replace(/(?<=\bwww)\./gi, '\\.')
    .replace(/^(?:[-+>#=]|\d+(?=[.)]))/, (marker) => (/\d/.test(marker) ? `${marker}\\` : `\\${marker}`));

/** Text of a definition or a blueprint as one line of Markdown that shows exactly that text. */
export const text = (value: string): string => respelled(plain(value), asEntity);

/** The text as the end of a sentence: with a full stop where it has no mark of its own. */
export const sentence = (value: string): string => {
  const escaped = text(value);
  return /[.!?:…]$/.test(escaped) ? escaped : `${escaped}.`;
};

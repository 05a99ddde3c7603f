/** Text of a blueprint on one line, for titles and summaries, which the formats read as plain text. */
export const plainText = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** Text of a blueprint for a description, which the formats read as CommonMark: no markup of its own comes through. */
export const descriptionText = (text: string): string =>
  plainText(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replace(/[\\`*[\]]/g, '\\$&');

/** Sentences joined to one description; empty ones are left out. */
export const sentences = (...parts: readonly string[]): string =>
  parts
    .filter(Boolean)
    .map((part) => (/[.!?:]$/.test(part) ? part : `${part}.`))
    .join(' ');

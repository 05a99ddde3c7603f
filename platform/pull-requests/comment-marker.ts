import { createHash } from 'node:crypto';

/** At the end of a comment, unseen where Markdown is shown. */
const MARKER = /\n*<!-- factory-key:([0-9a-f]{16}) -->\s*$/;

/** What stands for a key where a service keeps it. */
export const keyHash = (key: string): string => createHash('sha256').update(key).digest('hex').slice(0, 16);

/** Text with the key that it was written under. */
export const withMarker = (text: string, key: string): string =>
  `${text}\n\n<!-- factory-key:${keyHash(key)} -->`;

export const carriesMarker = (text: string, key: string): boolean => MARKER.exec(text)?.[1] === keyHash(key);

/** Text as it was written. */
export const withoutMarker = (text: string): string => text.replace(MARKER, '');

/** Text from which all is taken that looks like a marker. */
export const withoutMarkers = (text: string): string =>
  text.replaceAll(/<!--\s*factory-key:[^>]*-->/g, '').trim();

import type { Subject } from '../../../domain/subject.ts';

/** "a, b and c". */
export const listing = (items: readonly string[], conjunction = 'and'): string =>
  items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} ${conjunction} ${items.at(-1)}`;

/** Words that begin with a vowel letter and a consonant sound, and the other way round. */
const SOUNDS_CONSONANT = /^(?:uni[^nm]|us[aeiu]|use|eu|one\b|once\b|ur[aei])/;
const SOUNDS_VOWEL = /^(?:hour|honest|honou?r|heir)/;

/** "instructions" stands for many and has no article; "status" and "address" are one. */
const isMany = (noun: string): boolean => /[^suio]s$/.test(noun.split(/ (?:of|in) /)[0] ?? '');

/** "staff", "found luggage": of them there is no single one. */
const UNCOUNTED =
  /(?:^| )(?:staff|personnel|management|equipment|furniture|luggage|baggage|clothing|machinery|merchandise|livestock|cargo|freight|information|feedback|software|hardware|homework|jewellery|jewelry)$/;

/** "an event", "a user", "instructions", "staff". */
export const withArticle = (noun: string): string =>
  isMany(noun) || UNCOUNTED.test(noun) ? noun : articled(noun);

const articled = (noun: string): string =>
  (/^[aeiou]/.test(noun) && !SOUNDS_CONSONANT.test(noun)) || SOUNDS_VOWEL.test(noun)
    ? `an ${noun}`
    : `a ${noun}`;

export const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const SMALL = new Set(['and', 'of', 'for', 'in', 'the', 'a', 'an', 'to', 'by', 'on']);

/** "audit trail" → "Audit Trail". */
export const titleCase = (text: string): string =>
  text
    .split(' ')
    .map((word, index) => (index > 0 && SMALL.has(word) ? word : capitalised(word)))
    .join(' ');

/** How a sentence speaks of an attribute: "occurred at" is a name, not a noun. */
export const spoken = (attribute: string): string =>
  attribute === 'occurred at' ? 'time of occurrence' : attribute;

/** What is given of a thing: its attributes, and its parts with theirs. */
export const knownOf = ({ attributes, parts }: Subject): string =>
  listing([
    ...attributes.filter(({ computed }) => !computed).map(({ name }) => spoken(name)),
    ...parts.map(
      ({ plural, attributes: own }) =>
        `${plural} (${listing(own.filter(({ computed }) => !computed).map(({ name }) => name))})`,
    ),
  ]);

import type { Duration } from '../../../../domain/duration.ts';
import { DETERMINERS, endsPhrase } from '../function-words.ts';
import { IRREGULAR_PARTICIPLES } from '../irregular-participles.ts';

/** Pieces of patterns for the words of a clause: lower case, punctuation as words of its own. */
const FUNCTION_WORDS =
  "of|for|to|from|by|with|without|in|on|at|as|into|onto|per|via|within|between|during|before|after|until|since|about|through|over|and|or|but|nor|not|never|cannot|can't|can|could|may|might|must|shall|should|will|would|is|are|was|were|be|been|being|has|have|had|having|contains?|includes?|consists?|it|they|them|he|she|i|we|you|that|which|who|whose|where|when|while|if|unless|because|so|once|only|whether|than|then|also|an?|the|every|each|any|some|their|its|our|his|her|these|those|this|no|more|most|least|longer|twice|minus|plus|times|does|do|did|doesn't|don't|goes?|up to|exactly|again|too|already|yet|up|out|off|down";
export const WORD = "[\\p{L}\\p{N}][\\p{L}\\p{N}'’/&%.-]*";
/** A word that can be part of a name. */
export const NAME_WORD = `(?!(?:${FUNCTION_WORDS})(?![\\p{L}\\p{N}'’/&-]))${WORD}`;
export const DETERMINER =
  '(?:an?|the|each|every|any|all|some|their|its|our|his|her|these|those|this|that|such|one|another|new|existing|given|certain|same) ';

/** A noun phrase; its name without determiners becomes the group. */
export const np = (group: string, most = 3): string =>
  `(?:${DETERMINER})*(?<${group}>${NAME_WORD}(?: ${NAME_WORD}){0,${most}}?)`;

/** What stands for the thing spoken of last, names it (`thing`), or is left out after "and". */
export const SUBJECT = `(?:(?<it>it|they|these|this|each) |${np('thing')} |(?=(?:is|are|can|may|must|cannot|has|have|goes|expires?) ))`;

/** Nothing of the clause is left over behind this. */
export const END = '(?= [,;.:!?()]| (?:and|but|or|so|because|while|where|who|which|whereas)(?= )|$)';

/** "sent", "checked in", "approved". */
export const PARTICIPLE = `(?:(?:[a-z-]+[a-z]ed|${IRREGULAR_PARTICIPLES})(?: (?:in|out|up|off|back|over|down)(?= |$))?)`;
/** An infinitive in a place where nothing else can stand, such as after "can". */
export const VERB = `(?:(?!(?:be|have|not|only|never|always|also)\\b)[a-z][a-z-]+(?: (?:in|out|up|off|back|over|down)(?= ))??)`;

export const CAN = '(?:can|may|could|should|must|will|shall|(?:is|are) (?:allowed|able|permitted) to)';
export const CANNOT =
  "(?:can not|cannot|can't|may not|must not|mustn't|should not|shall not|will not|won't|can no longer|may no longer|must no longer|can never|may never|must never|should never|(?:is|are) not allowed to|(?:is|are) no longer allowed to|never)";

const NUMBER_WORDS = [
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty',
]
  .join(' ')
  .split(' ');
const NUMBERS = new Map<string, number>([
  ...NUMBER_WORDS.map((word, value): [string, number] => [word, value]),
  ['thirty', 30],
  ['forty', 40],
  ['fifty', 50],
  ['sixty', 60],
  ['ninety', 90],
  ['a hundred', 100],
  ['one hundred', 100],
  ['hundred', 100],
  ['a thousand', 1000],
  ['one thousand', 1000],
  ['thousand', 1000],
  ['a dozen', 12],
  ['once', 1],
  ['twice', 2],
  ['a', 1],
  ['an', 1],
  ['a single', 1],
  ['single', 1],
]);
/** A number in digits or words; not "a". */
export const NUMBER = `(?:-?[€$£]?\\d[\\d.,]*%?|${[...NUMBERS.keys()]
  .filter((word) => !/^(?:an?|once|twice|single)$/.test(word))
  .toSorted((one, other) => other.length - one.length)
  .join('|')})`;

/** "three" → 3, "1,000" → 1000; `undefined` for other words. */
export const numberOf = (text: string): number | undefined => {
  const known = NUMBERS.get(text);
  if (known !== undefined) return known;
  const plain = text
    .replace(/[€$£%]/g, '')
    .replace(/,(?=\d{3}\b)/g, '')
    .replace(/[.,]$/, '');
  return /^-?\d+(?:\.\d+)?$/.test(plain) ? Number(plain) : undefined;
};

/** "30 days", "a week", "half an hour"; groups `<prefix>n` and `<prefix>u`. */
export const duration = (prefix: string): string =>
  `(?<${prefix}n>${NUMBER}|an?|half an?) (?:full |whole |calendar |consecutive )?(?<${prefix}u>minutes?|hours?|days?|weeks?|months?|years?|seconds?)`;

export type Groups = Record<string, string | undefined>;

/** A duration that was matched; `undefined` when it is not a whole number of minutes or more. */
export const durationOf = (groups: Groups, prefix: string): Duration | undefined => {
  const unit = groups[`${prefix}u`]?.replace(/s$/, '');
  const text = groups[`${prefix}n`] ?? '';
  const half = text.startsWith('half');
  const amount = half ? 0.5 : numberOf(text);
  if (unit === undefined || amount === undefined || amount <= 0) return undefined;
  if (unit === 'second') return amount % 60 === 0 ? { amount: amount / 60, unit: 'minute' } : undefined;
  if (Number.isInteger(amount)) return { amount, unit: unit as Duration['unit'] };
  if (unit === 'hour') return { amount: amount * 60, unit: 'minute' };
  return unit === 'day' ? { amount: amount * 24, unit: 'hour' } : undefined;
};

/** "a, b and c", "a and b", "a": names of a matched list. */
export const LIST = (item: string): string =>
  `${item}(?:(?: ,(?: and| or)?| and| or| and/or|  per) ${item}){0,4}`;
export const namesOf = (list: string): string[] =>
  list
    .split(/ ?, ?(?:(?:and|or|per) )?| (?:and\/or|and|or|per) /)
    .map((name) => name.replace(new RegExp(`^(?:${DETERMINER})+`), '').trim())
    .filter((name) => name !== '' && !DETERMINERS.has(name) && !endsPhrase(name));

import { reader, rule, type Match, type Read, type Reader } from './clause-match.ts';
import { COMPARES, compare, comparisonOf, EXCEEDS, IS, IS_NOT, OPPOSITE, OWNED } from './read-comparisons.ts';
import { CANNOT, END, NUMBER, numberOf } from './grammar.ts';

/** "at least 1", "must not be below 0", "may not exceed 12"; the first of two names its groups `one…`, the second `two…`. */
const bound = (name: 'one' | 'two'): string =>
  `(?:(?:(?:it |they )?${IS} )?(?<${name}words>${COMPARES})|(?:it |they )?${IS_NOT} (?<${name}not>${COMPARES})|(?:it |they )?(?:${CANNOT}|(?:does|do) not|never) (?<${name}most>${EXCEEDS})|(?:it |they )?(?:must|has to|have to|should|shall|always) (?<${name}over>${EXCEEDS})) (?<${name}>${NUMBER})(?: (?!and |but |or )[a-z]+)?`;

const boundOf = (match: Match, name: 'one' | 'two'): Read | undefined => {
  const { groups } = match;
  const number = numberOf(groups[name] ?? '');
  if (groups[`${name}most`]) return compare(match, 'at-most', number);
  if (groups[`${name}over`]) return compare(match, 'greater', number);
  const negated = comparisonOf(groups[`${name}not`] ?? '');
  return negated
    ? compare(match, OPPOSITE[negated], number)
    : compare(match, comparisonOf(groups[`${name}words`] ?? ''), number);
};

/** "the hours are more than 0 and at most 12", "must exceed 0 and may not be above 12": two bounds of one attribute. */
export const readRange: Reader = reader(
  rule(OWNED, ` ${bound('one')}(?: ,)? (?:and|but|or) ${bound('two')}`, END),
  (match) => {
    const reads = [boundOf(match, 'one'), boundOf(match, 'two')].flatMap((read) => read ?? []);
    return reads.length === 2 ? reads : undefined;
  },
);

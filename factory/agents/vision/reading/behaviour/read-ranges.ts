import { reader, rule, type Reader } from './clause-match.ts';
import { COMPARES, compare, comparisonOf, IS, OWNED } from './read-comparisons.ts';
import { END, NUMBER, numberOf } from './grammar.ts';

/** "the hours are more than 0 and at most 12": two bounds of one attribute. */
export const readRange: Reader = reader(
  rule(
    OWNED,
    ` ${IS} (?<first>${COMPARES}) (?<low>${NUMBER}) (?:and|but|or) (?<second>${COMPARES}) (?<high>${NUMBER})`,
    END,
  ),
  (match) => {
    const { first = '', second = '', low = '', high = '' } = match.groups;
    const reads = [
      compare(match, comparisonOf(first), numberOf(low)),
      compare(match, comparisonOf(second), numberOf(high)),
    ].flatMap((read) => read ?? []);
    return reads.length === 2 ? reads : undefined;
  },
);

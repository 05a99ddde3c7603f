import { direction } from './doing-verbs.ts';
import { infinitive, reader, rule, type Match, type Read, type Reader } from './clause-match.ts';
import { CANNOT, DETERMINER, END, NAME_WORD, np, NUMBER, PARTICIPLE, VERB } from './grammar.ts';
import { leftAsSaid } from './left-as-said.ts';
import { MOST } from './read-limits.ts';

/** What somebody puts in or takes out, by its noun. */
const POSTING = '(?<posting>withdrawals?|deposits?|redemptions?|top-?ups?|postings?|debits?|accruals?)';
const OVER = '(?:above|over|beyond|exceeding|(?:higher|larger|greater|more) than)';
const AMOUNT = `${NUMBER}(?: ${NAME_WORD})?`;
const SPAN =
  '(?: (?:per|an?|each|every|in one) (?:day|week|month|year|hour|time|transaction|posting|visit)| (?:at|in) (?:a time|once|one go))?';

const left = (match: Match): Read => leftAsSaid(match, 'posting-limit');

/** Only of what moves an amount: "at most 3 books can be borrowed" counts books. */
const leftWherePosted = (match: Match): Read | undefined =>
  direction(match.scan, infinitive(match.scan, match.groups.verb ?? '')) === undefined
    ? undefined
    : left(match);

/** How much may be put in or taken out: understood, and not planned. */
export const postingLimitReaders: readonly Reader[] = [
  /** "no withdrawal above 1000", "no deposit may exceed 500" */
  reader(
    rule(`no ${POSTING} (?:(?:is|may|can|must) )?(?:be )?(?:${OVER}|exceeds?) ${AMOUNT}${SPAN}`, END),
    left,
  ),
  /** "a withdrawal must not be higher than 1000", "withdrawals are limited to 1000 per day" */
  reader(
    rule(
      `(?:${DETERMINER})?(?:single )?${POSTING} (?:(?:${CANNOT} |never )(?:exceeds?|be ${OVER})|(?:is|are) (?:limited to|capped at|restricted to)|(?:may|can|must) be ${MOST}) ${AMOUNT}${SPAN}`,
      END,
    ),
    left,
  ),
  /** "at most 500 points per day can be redeemed" */
  reader(
    rule(`${MOST} ${AMOUNT}${SPAN} (?:can|may|must) be (?<verb>${PARTICIPLE})${SPAN}`, END),
    leftWherePosted,
  ),
  /** "a customer may withdraw at most 1000 at a time" */
  reader(
    rule(
      `${np('actor', 1)} (?:(?:can|may|must|should) (?:only )?(?<verb>${VERB}) ${MOST}|${CANNOT} (?<verb>${VERB}) more than) ${AMOUNT}${SPAN}`,
      END,
    ),
    leftWherePosted,
  ),
];

import { reader, rule, type Reader } from './clause-match.ts';
import {
  CANNOT,
  DETERMINER,
  duration,
  durationOf,
  END,
  NAME_WORD,
  np,
  NUMBER,
  numberOf,
  SUBJECT,
  VERB,
} from './grammar.ts';

const BALANCE = '(?:(?:account |points |current )?balance|overdraft)';

/** "a balance never goes below zero", "the stock cannot fall below 5" */
const below = reader(
  rule(
    `(?:(?:${DETERMINER})?(?<owner>[\\p{L}-]+'s?) |(?:its|their|the|an?|no|any) )?(?<of>${NAME_WORD}(?: ${NAME_WORD}){0,2}?)(?: of ${np('thing')})? (?:(?:${CANNOT}|may|can|must|will|does not|do not) )?(?:never )?(?:goes|go|falls?|drops?|sinks?|gets?|is|are|be|becomes?) (?:never )?(?:below|under|less than|lower than|negative|beneath)(?: ?(?<number>${NUMBER}))?`,
    END,
  ),
  ({ scan, groups, thing, text }) => {
    if (!/ (?:never|not|no longer)\b|cannot|n't |^no /.test(text)) return undefined;
    const negative = / negative/.test(text);
    const minimum = negative ? 0 : numberOf(groups.number ?? '');
    if (minimum === undefined) return undefined;
    const owner = groups.owner ? scan.tagger.singular(groups.owner.replace(/'s?$/, '')) : thing;
    return {
      ...(owner ? { object: owner } : {}),
      aside: true,
      behaviour: { kind: 'floor', of: scan.tagger.singular(groups.of ?? ''), minimum },
    };
  },
);

/** "nobody can spend more than they have" */
const overspend = reader(
  rule(
    `(?:nobody|${np('actor')}) (?:${CANNOT}|can|may) (?:${VERB}) more (?:${NAME_WORD} )?than (?:they have|he has|she has|there are|there is|are available|is available|(?:the|their|its) ${BALANCE}|available|they own|(?:is|are) there)`,
    END,
  ),
  ({ scan, text }) =>
    text.startsWith('nobody') || / not |cannot|never|n't /.test(text)
      ? {
          ...(scan.memory.thing ? { object: scan.memory.thing } : {}),
          aside: true,
          behaviour: { kind: 'floor', of: 'balance', minimum: 0 },
        }
      : undefined,
);

/** "a gift card cannot be overdrawn", "nobody can overdraw an account" */
const overdrawn = reader(
  rule(
    `(?:(?:(?<it>it|they)|${np('thing')}) (?:${CANNOT} |(?:is|are) (?:not|never) )(?:ever )?(?:be )?(?:overdrawn|overspent|in debt|in the red)|nobody (?:can|may) overdraw (?:(?<it>it)|${np('thing')})|(?:overdrafts|overdrawing ${np('thing')}) (?:are|is) (?:not (?:allowed|possible|permitted)|forbidden))`,
    END,
  ),
  ({ thing }) =>
    thing
      ? { object: thing, aside: true, behaviour: { kind: 'floor', of: 'balance', minimum: 0 } }
      : undefined,
);

/** "unused balance expires 3 years after purchase": what was put in and not taken out, whatever the moment is called. */
const lapse = reader(
  rule(
    `(?:(?:an?|the|any|its|their) )?(?:(?:unused|remaining|leftover|unspent|unredeemed) )*(?:balances?|credit|amounts?|rest) (?:(?:will|shall) )?(?:automatically )?(?:expires?|lapses?|is (?:lost|forfeited)|are (?:lost|forfeited)|is void|becomes? void) (?:after ${duration('d')}|${duration('d')} after (?:the |its |their )?(?:purchase|issue|issuing|sale|loading|top-up|payment|deposit|it was [a-z]+(?: [a-z]+)?|they were [a-z]+(?: [a-z]+)?|being [a-z]+))`,
    END,
  ),
  ({ scan, groups }) => {
    const after = durationOf(groups, 'd');
    return after && scan.memory.thing
      ? { object: 'balance', aside: true, behaviour: { kind: 'expiry', verb: 'expire', after } }
      : undefined;
  },
);

/** "a wallet has a balance in euros" */
const balance = reader(
  rule(
    SUBJECT,
    `(?:has|have|holds?|keeps?) (?:an? |their |its )?${BALANCE}(?: (?:of|in) ${np('unit')})?`,
    END,
  ),
  ({ groups, thing }) =>
    thing
      ? { object: thing, behaviour: { kind: 'balance', ...(groups.unit ? { unit: groups.unit } : {}) } }
      : undefined,
);

export const ledgerReaders: readonly Reader[] = [overspend, overdrawn, lapse, below, balance];

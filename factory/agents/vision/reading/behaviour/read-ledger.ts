import { reader, rule, type Reader } from './clause-match.ts';
import { CANNOT, DETERMINER, END, NAME_WORD, np, NUMBER, numberOf, SUBJECT, VERB } from './grammar.ts';

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

export const ledgerReaders: readonly Reader[] = [overspend, below, balance];

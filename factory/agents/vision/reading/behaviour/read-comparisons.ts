import type { StatedBehaviourOf } from '../../../../domain/stated-behaviour.ts';
import { reader, rule, type Match, type Read, type Reader } from './clause-match.ts';
import { CANNOT, DETERMINER, END, NAME_WORD, np, NUMBER, numberOf } from './grammar.ts';

type Comparison = StatedBehaviourOf<'compare'>['comparison'];

const WORDS: readonly [Comparison, string][] = [
  [
    'at-least',
    'at least|no less than|not less than|no lower than|not lower than|no smaller than|no fewer than|not below|not before|not under|no earlier than|not earlier than|on or after|at or after|at or above|(?:greater|higher|more|later) than or equal to|a minimum of|minimum|min',
  ],
  [
    'at-most',
    'at most|no more than|not more than|no higher than|not higher than|no greater than|no larger than|not above|not over|not after|no later than|not later than|on or before|at or before|at or below|(?:less|lower|smaller|fewer|earlier) than or equal to|up to|a maximum of|maximum|max',
  ],
  [
    'greater',
    'greater than|more than|higher than|larger than|above|over|after|later than|longer than|bigger than',
  ],
  ['less', 'less than|lower than|smaller than|below|under|before|earlier than|fewer than|shorter than'],
  [
    'different',
    'different (?:from|to|than)|other than|not equal to|not the same as|not identical (?:to|with)',
  ],
  ['equal', 'equal to|the same as|identical (?:to|with)'],
];
export const OPPOSITE: Record<Comparison, Comparison> = {
  'at-least': 'less',
  'at-most': 'greater',
  greater: 'at-most',
  less: 'at-least',
  equal: 'different',
  different: 'equal',
};
export const COMPARES = `(?:${WORDS.map(([, words]) => words).join('|')})`;
export const comparisonOf = (words: string): Comparison | undefined =>
  WORDS.find(([, known]) => new RegExp(`^(?:${known})$`).test(words))?.[0];

const SIMPLE: Record<string, { comparison: Comparison; with: StatedBehaviourOf<'compare'>['with'] }> = {
  positive: { comparison: 'greater', with: 0 },
  'greater than zero': { comparison: 'greater', with: 0 },
  'non-negative': { comparison: 'at-least', with: 0 },
  'not negative': { comparison: 'at-least', with: 0 },
  negative: { comparison: 'less', with: 0 },
  zero: { comparison: 'equal', with: 0 },
  'in the past': { comparison: 'less', with: { moment: 'now' } },
  'in the future': { comparison: 'greater', with: { moment: 'now' } },
  today: { comparison: 'equal', with: { moment: 'today' } },
};

/** The attribute that is compared, and its thing. */
export const OWNED = `(?:(?:its|their) (?<attribute>${NAME_WORD}(?: ${NAME_WORD}){0,2}?)|${np('attribute')} of ${np('thing')}|(?:${DETERMINER})(?<owner>[\\p{L}-]+'s?) (?<attribute>${NAME_WORD}(?: ${NAME_WORD}){0,2}?)|${np('attribute')})`;
export const IS =
  '(?:(?:is|are|stays?|remains?)(?: always)?|(?:must|should|shall|has to|have to|needs? to|ought to|may only|can only|must only) (?:always )?(?:be|lie|stay|remain)|lies)';
export const IS_NOT = `(?:(?:${CANNOT}) (?:ever )?(?:be|lie|go|fall|drop|become)|(?:is|are) (?:not|never)|must not be)`;
export const EXCEEDS = '(?:exceeds?|surpass(?:es)?|goes? (?:over|above)|be exceeded by)';

const objectOf = ({ scan, groups, thing }: Match): string | undefined =>
  groups.owner ? scan.tagger.singular(groups.owner.replace(/'s?$/, '')) : thing;

export const compare = (
  match: Match,
  comparison: Comparison | undefined,
  other: StatedBehaviourOf<'compare'>['with'] | undefined,
): Read | undefined => {
  const object = objectOf(match);
  const { attribute } = match.groups;
  if (!object || !attribute || !comparison || other === undefined) return undefined;
  return { object, aside: true, behaviour: { kind: 'compare', attribute, comparison, with: other } };
};

const otherOf = ({ groups, scan }: Match): StatedBehaviourOf<'compare'>['with'] | undefined => {
  if (groups.moment) return { moment: groups.moment === 'today' ? 'today' : 'now' };
  const number = groups.number ? numberOf(groups.number) : undefined;
  if (groups.number) return number;
  if (!groups.other || /^\d/.test(groups.other)) return undefined;
  const of = groups.target && scan.tagger.singular(groups.target.replace(/'s?$/, ''));
  return { attribute: groups.other.replace(/^.*'s? /, ''), ...(of ? { of } : {}) };
};

const OTHER = `(?:(?<number>${NUMBER})(?: [a-z]+)?|(?<moment>now|today|the current (?:date|time))|(?:${DETERMINER})*(?:(?<target>[\\p{L}-]+(?: [\\p{L}-]+)?'s?) )?(?<other>${NAME_WORD}(?: ${NAME_WORD}){0,2}?)(?: (?:of|for) ${np('target', 2)})?)`;
const STATES_SIMPLE = `(?<simple>${Object.keys(SIMPLE).join('|')})`;

export const comparisonReaders: readonly Reader[] = [
  /** "the rating is between 1 and 5" */
  reader(
    rule(OWNED, ` (?:${IS} )?(?:between|from) (?<low>${NUMBER}) (?:and|to) (?<high>${NUMBER})`, END),
    (match) => {
      const [low, high] = [numberOf(match.groups.low ?? ''), numberOf(match.groups.high ?? '')];
      const reads = [compare(match, 'at-least', low), compare(match, 'at-most', high)];
      return reads.flatMap((read) => read ?? []).length === 2
        ? reads.flatMap((read) => read ?? [])
        : undefined;
    },
  ),
  /** "the end date must be after the start date", "the quantity is at least 1" */
  reader(rule(OWNED, ` ${IS} (?<words>${COMPARES}) `, OTHER, END), (match) =>
    compare(match, comparisonOf(match.groups.words ?? ''), otherOf(match)),
  ),
  reader(rule(OWNED, ` ${IS_NOT} (?<words>${COMPARES}) `, OTHER, END), (match) => {
    const positive = comparisonOf(match.groups.words ?? '');
    return compare(match, positive && OPPOSITE[positive], otherOf(match));
  }),
  /** "the level cannot exceed 100" */
  reader(
    rule(OWNED, ` (?:${CANNOT} ${EXCEEDS}|(?:does|do) not ${EXCEEDS}|never ${EXCEEDS}) `, OTHER, END),
    (match) => compare(match, 'at-most', otherOf(match)),
  ),
  /** "the price must exceed 0" */
  reader(rule(OWNED, ` (?:must |has to |have to |should |shall |always )${EXCEEDS} `, OTHER, END), (match) =>
    compare(match, 'greater', otherOf(match)),
  ),
  /** "home team and away team must be different", "… must not be the same" */
  reader(
    rule(
      `${np('attribute')} and ${np('other')} (?:${IS} (?:always )?(?:different|distinct|unequal|not equal|not the same)(?: from each other)?|(?:must |has to |have to |should |shall |always )differ(?: from each other)?|(?:${IS_NOT}) (?:equal|identical|the same)(?: [\\p{L}-]+)?)`,
      END,
    ),
    (match) => compare(match, 'different', otherOf(match)),
  ),
  /** "the home team must differ from the away team" */
  reader(
    rule(
      OWNED,
      ` (?:must |has to |have to |should |shall |always )(?:differs?|be other) (?:from|than) `,
      OTHER,
      END,
    ),
    (match) => compare(match, 'different', otherOf(match)),
  ),
  /** "the start date cannot be in the past", "the amount must be positive" */
  reader(rule(OWNED, ` ${IS} `, STATES_SIMPLE, END), (match) => {
    const simple = SIMPLE[match.groups.simple ?? ''];
    return compare(match, simple?.comparison, simple?.with);
  }),
  reader(rule(OWNED, ` ${IS_NOT} `, STATES_SIMPLE, END), (match) => {
    const simple = SIMPLE[match.groups.simple ?? ''];
    return compare(match, simple && OPPOSITE[simple.comparison], simple?.with);
  }),
];

import type { Duration } from '../../../../domain/duration.ts';
import { infinitive, reader, rule, type Match, type Read, type Reader } from './clause-match.ts';
import { CAN, CANNOT, duration, durationOf, END, NAME_WORD, np, NUMBER, numberOf, VERB } from './grammar.ts';
import { MOST } from './read-limits.ts';

const PERIOD = '(?:calendar )?(?:day|week|month|year|hour)';

/** "three times a week", "twice within 8 weeks": groups begin with `f` for the first of a clause, `s` for the second. */
const often = (name: 'f' | 's'): string =>
  `(?:(?<${name}count>${NUMBER}) times|(?<${name}word>once|twice))(?: (?:per|an?|each|every|in (?:an?|one|the same)|within (?:an?|one)) (?<${name}period>${PERIOD})| (?:within|in|during|over) (?:any |a period of )?${duration(`${name}w`)})`;

/** A denied number is one too many, unless it is "more than". */
const NOT = (name: 'f' | 's'): string => `(?<${name}more>more (?:often )?than )?${often(name)}`;

const WHAT = `(?: (?:(?:their|an?|the|his|her|its|any) )?(?<what>(?!only |just |at |not |more )${NAME_WORD}(?: (?!only |just |at |not |more )${NAME_WORD})?))?`;

type Within = { duration: Duration; mode: 'rolling' | 'calendar' };

const withinOf = ({ groups }: Match, name: 'f' | 's'): Within | undefined => {
  const rolling = durationOf(groups, `${name}w`);
  if (rolling) return { duration: rolling, mode: 'rolling' };
  const unit = groups[`${name}period`]?.replace('calendar ', '');
  return unit ? { duration: { amount: 1, unit: unit as 'day' }, mode: 'calendar' } : undefined;
};

const limit = (match: Match, name: 'f' | 's', denied: boolean): Read | undefined => {
  const { scan, groups } = match;
  const number = numberOf(groups[`${name}count`] ?? groups[`${name}word`] ?? '');
  const within = withinOf(match, name);
  if (number === undefined || !Number.isInteger(number) || !within) return undefined;
  const done = infinitive(scan, groups.verb ?? '');
  return {
    object: groups.what ? scan.tagger.singular(groups.what) : done,
    verb: done,
    aside: true,
    behaviour: {
      kind: 'limit',
      maximum: denied && !groups[`${name}more`] ? number - 1 : number,
      per: [scan.tagger.singular(groups.actor ?? '')],
      verb: done,
      within,
    },
  };
};

const hasSecond = ({ groups }: Match): boolean => (groups.scount ?? groups.sword) !== undefined;

const limits = (match: Match, denied: boolean): Read[] | undefined => {
  const wanted = [limit(match, 'f', denied), ...(hasSecond(match) ? [limit(match, 's', true)] : [])];
  const reads = wanted.flatMap((read) => read ?? []);
  return reads.length === wanted.length ? reads : undefined;
};

const SECOND = `(?:(?: ,)? (?:and|but|nor) (?:(?:${CANNOT}|not|never) )?(?:\\k<verb> )?${NOT('s')})?`;
const WHO = `(?!(?:a|the|each|every)? ?(?:who|which|that) )${np('actor')}`;

/** How often somebody may do something in a period: so many records of the doing per person. */
export const frequencyReaders: readonly Reader[] = [
  /** "a donor may donate at most four times in a year and not twice within 8 weeks", "log steps only once a day" */
  reader(
    rule(`${WHO} (?:${CAN} )?(?:only )?(?<verb>${VERB})${WHAT}(?: ${MOST})? ${often('f')}${SECOND}`, END),
    (match) =>
      / (?:only|just|most|more than|maximum|max|up to|may|can) /.test(match.text)
        ? limits(match, false)
        : undefined,
  ),
  /** "a donor must not donate twice within 8 weeks", "nobody may vote more than once a day" */
  reader(rule(`${WHO} ${CANNOT} (?<verb>${VERB})${WHAT} ${NOT('f')}${SECOND}`, END), (match) =>
    limits(match, true),
  ),
];

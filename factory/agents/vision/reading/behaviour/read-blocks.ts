import { infinitive, reader, rule, type Match, type Read, type Reader } from './clause-match.ts';
import {
  CANNOT,
  DETERMINER,
  END,
  NAME_WORD,
  NUMBER,
  PARTICIPLE,
  VERB,
  duration,
  durationOf,
  np,
  numberOf,
} from './grammar.ts';

const TIMES = `(?:(?<count>once|twice|${NUMBER})(?: times?)?|(?<count>${NUMBER}) ${NAME_WORD})`;

const WITHIN = `(?:in|within|per|during|over) (?:the same )?${duration('w')}`;

const BLOCKED =
  '(?:(?:is|are|gets?|will be|must be) (?:blocked|suspended|banned|locked out|locked|excluded|barred|paused|disabled))';

const LASTS = `(?: (?:from (?<from>[a-z]+ing)(?: ${NAME_WORD})?))? for ${duration('l')}(?: (?:from (?<later>[a-z]+ing)(?: ${NAME_WORD})?))?`;

const CLOSED = `(?:${BLOCKED}${LASTS}|${CANNOT} (?<closed>${VERB})(?: (?:${DETERMINER})?${NAME_WORD}| (?:any|again|any more))*? for ${duration('l')})`;

const WHO = `(?:(?:${DETERMINER})?(?:(?<actor>${NAME_WORD}(?: ${NAME_WORD})?) )?(?:who|that|which)|whoever|anyone who|anybody who)`;

const FAILS = "(?:does not|do not|did not|doesn't|don't|fails? to|forgets? to)";

const block = (match: Match, words: string, fails: boolean): Read | undefined => {
  const { scan, groups } = match;
  const [within, lasts, times] = [
    durationOf(groups, 'w'),
    durationOf(groups, 'l'),
    numberOf(groups.count ?? ''),
  ];
  if (!within || !lasts || !times || !Number.isInteger(times)) return undefined;
  const from = [groups.from, groups.later, groups.closed].flatMap((verb) =>
    verb ? [infinitive(scan, verb)] : [],
  );
  return {
    ...(groups.actor ? { actor: scan.tagger.singular(groups.actor) } : {}),
    aside: true,
    behaviour: {
      kind: 'block',
      verb: fails ? words : infinitive(scan, words),
      fails,
      times,
      within,
      lasts,
      from,
    },
  };
};

const AND = '(?: ,)? ';

export const blockReaders: readonly Reader[] = [
  /** "who does not show up twice in a month is blocked for a week" */
  reader(
    rule(
      `${WHO} ${FAILS} (?<verb>${VERB})(?: (?:for |to )?(?:${DETERMINER})?${NAME_WORD})?? ${TIMES} ${WITHIN}${AND}${CLOSED}`,
      END,
    ),
    (match) => block(match, match.groups.verb ?? '', true),
  ),
  /** "a member who misses two classes in a month cannot book for a week", "who cancels three times within a month is blocked for 2 weeks" */
  reader(rule(`${WHO} (?<verb>${VERB}) (?:late )?${TIMES} ${WITHIN}${AND}${CLOSED}`, END), (match) =>
    block(match, match.groups.verb ?? '', false),
  ),
  reader(
    rule(
      `(?:if|when) (?:${DETERMINER})?(?<actor>${NAME_WORD}) ${FAILS} (?<verb>${VERB}) ${TIMES} ${WITHIN} ?(?:, )?(?:they|he|she|it|the ${NAME_WORD}) ${CLOSED}`,
      END,
    ),
    (match) => block(match, match.groups.verb ?? '', true),
  ),
  reader(
    rule(
      `(?:if|when) (?:${DETERMINER})?(?<actor>${NAME_WORD}) (?<verb>${VERB}) ${TIMES} ${WITHIN} ?(?:, )?(?:they|he|she|it|the ${NAME_WORD}) ${CLOSED}`,
      END,
    ),
    (match) => block(match, match.groups.verb ?? '', false),
  ),
  /** "after three missed bookings in a month a member is blocked for a week" */
  reader(
    rule(
      `(?:after|with|upon) (?<count>${NUMBER}) (?<state>no-show|${PARTICIPLE}) (?<counted>${NAME_WORD})(?: ${WITHIN})(?: ,)? ${np('actor')} ${CLOSED}`,
      END,
    ),
    (match) => {
      const { state = '', counted = '' } = match.groups;
      const read = block(match, state, false);
      return read && { ...read, object: match.scan.tagger.singular(counted) };
    },
  ),
  reader(
    rule(`(?:after|with|upon) (?<count>${NUMBER}) no-shows? ${WITHIN}(?: ,)? ${np('actor')} ${CLOSED}`, END),
    (match) => block(match, 'show', true),
  ),
];

import { infinitive, reader, rule, type Match, type Read, type Reader } from './clause-match.ts';
import {
  CANNOT,
  DETERMINER,
  duration,
  durationOf,
  END,
  LIST,
  NAME_WORD,
  namesOf,
  np,
  NUMBER,
  numberOf,
  PARTICIPLE,
  SUBJECT,
  VERB,
} from './grammar.ts';

export const MOST =
  '(?:at most|no more than|not more than|up to|a maximum of|maximum|max|only|at maximum|never more than|no longer more than)';
const STATE = `(?:(?<state>open|active|pending|current|outstanding|unpaid|live|ongoing|running|upcoming|future|${PARTICIPLE}|[a-z]+ing) )?`;
const COUNT = `(?<count>${NUMBER})`;
const AT_ONCE =
  '(?<once> (?:at a time|at once|at the same time|at any time|simultaneously|in parallel|concurrently))?';
export const SPAN = `(?: (?:per|an?|each|every|in (?:an?|one|the same)|within (?:an?|one)) (?<period>day|week|month|year|hour|calendar month|calendar day|calendar week|calendar year)| (?:within|in|during|over) (?:any )?${duration('w')})?`;

const PERIOD = /^(?:calendar )?(?:day|week|month|year|hour)$/;

/** "per member and day": owners, and the time in which it counts. */
const perOf = ({ groups }: Match): { owners: string[]; period?: string } => {
  const names = namesOf(groups.per ?? '');
  const period = names.find((name) => PERIOD.test(name));
  return { owners: names.filter((name) => !PERIOD.test(name)), ...(period ? { period } : {}) };
};

export const withinOf = (match: Match) => {
  const { groups } = match;
  const length = durationOf(groups, 'w');
  if (length) return { within: { duration: length, mode: 'rolling' as const } };
  const unit = (groups.period ?? perOf(match).period)?.replace('calendar ', '');
  return unit ? { within: { duration: { amount: 1, unit: unit as 'day' }, mode: 'calendar' as const } } : {};
};

const limit = (match: Match, per: readonly string[], verb?: string): Read | undefined => {
  const { groups, scan } = match;
  const maximum = numberOf(groups.count ?? '');
  if (maximum === undefined || !Number.isInteger(maximum) || maximum < 0 || /[€$£%]/.test(groups.count ?? ''))
    return undefined;
  // What is had at the same time has not ended.
  const state = groups.state ?? ((groups.once ?? groups.later) ? 'open' : undefined);
  const object = groups.counted ? scan.tagger.singular(groups.counted) : scan.memory.thing;
  if (!object) return undefined;
  return {
    object,
    aside: verb !== undefined,
    behaviour: {
      kind: 'limit',
      maximum,
      per: per.map(scan.tagger.singular),
      ...(state ? { state } : {}),
      ...(verb ? { verb: infinitive(scan, verb) } : {}),
      ...withinOf(match),
    },
  };
};

const owner = ({ groups, scan }: Match): string[] =>
  groups.owner ? [groups.owner] : scan.memory.thing && groups.it ? [scan.memory.thing] : [];

const OWNER = `(?:(?<it>it|they)|${np('owner')}) `;
const HOLD = '(?:have|has|hold|holds|own|owns|keep|keeps|be in|possess|possesses)';
const isHeld = (verb = ''): boolean => new RegExp(`^${HOLD}$`).test(verb);
const NOT_MORE = `${CANNOT} ${HOLD} (?:more than|over)`;

/** "a member may have at most three open bookings" */
const having = reader(
  rule(
    OWNER,
    `(?:(?:(?:can|may|must|should|will)(?: only| never)? )?${HOLD} ${MOST}|${NOT_MORE}|(?:is|are) limited to) ${COUNT} ${STATE}${np('counted', 2)}${AT_ONCE}(?: (?:per|for each|for every) (?<per>${LIST(`(?:${DETERMINER})?${NAME_WORD}(?: ${NAME_WORD})?`)}))?${SPAN}`,
    AT_ONCE.replace('once', 'later'),
    END,
  ),
  (match) => limit(match, [...owner(match), ...perOf(match).owners]),
);

/** "a member can borrow at most five books at a time" */
const doing = reader(
  rule(
    OWNER,
    `(?:(?:(?:can|may|must|should|will)(?: only)? )?(?<verb>${VERB}) ${MOST}|${CANNOT} (?<verb>${VERB}) more than) ${COUNT} ${STATE}${np('counted', 2)}${AT_ONCE}${SPAN}`,
    AT_ONCE.replace('once', 'later'),
    END,
  ),
  (match) => limit(match, owner(match), match.groups.verb),
);

/** "a rider can only rent one bike (at a time)", "each guest may hold one seat at once" */
const doingOnly = reader(
  rule(
    OWNER,
    `(?:can|may|must|should|will) (?<only>only )?(?<verb>${VERB}) (?:just |exactly |only )?${COUNT} ${STATE}${np('counted', 2)}${AT_ONCE}${SPAN}`,
    END,
  ),
  (match) =>
    match.groups.only || match.groups.once
      ? limit(match, owner(match), isHeld(match.groups.verb) ? undefined : match.groups.verb)
      : undefined,
);

/** "a driver must not have two trips at the same time": one too many. */
const notTwo = reader(
  rule(
    OWNER,
    `(?:${CANNOT} |never )(?<verb>${VERB}|have|be in|be on) ${COUNT} (?:different )?${np('counted', 2)} (?<once>at a time|at once|at the same time|at any time|simultaneously|in parallel|concurrently)`,
    END,
  ),
  (match) => {
    const count = numberOf(match.groups.count ?? '') ?? 0;
    const groups = { ...match.groups, count: `${count - 1}` };
    const verb = isHeld(match.groups.verb) ? undefined : match.groups.verb;
    return count > 1 ? limit({ ...match, groups }, owner(match), verb) : undefined;
  },
);

const PER = `(?:per|for each|for every|for one|by the same|of the same|in one|in the same|for the same) (?<per>${LIST(`(?:${DETERMINER})?${NAME_WORD}(?: ${NAME_WORD})?`)})`;

/** "at most three open bookings per member", "a maximum of 20 bookings per class and day" */
const bare = reader(
  rule(
    `(?:there (?:can|may|must) be |there (?:is|are) |we allow |allow )?${MOST} ${COUNT} ${STATE}${np('counted', 2)} (?:(?:is|are) allowed )?${PER}${SPAN}`,
    AT_ONCE,
    END,
  ),
  (match) => {
    const { owners, period } = perOf(match);
    const { count, state, once } = match.groups;
    const single = numberOf(count ?? '') === 1 && owners.length > 0 && !period && !state && !once;
    return single && match.groups.period === undefined && match.groups.wu === undefined
      ? undefined
      : limit(match, owners);
  },
);

/** "bookings are limited to three per member" */
const limited = reader(
  rule(
    `${np('counted', 2)} (?:is|are) (?:limited to|restricted to|capped at)(?: ${MOST})? ${COUNT} ${PER}${SPAN}`,
    END,
  ),
  (match) => limit(match, perOf(match).owners),
);

const ROOM =
  '(?:people|persons|participants|guests|attendees|visitors|seats|places|spots|slots|units|items|members|children|students|players|passengers|pieces|entries)';

/** "a class holds at most 20 people", "a table has 4 seats", "the capacity of a class is 20" */
const capacity = reader(
  rule(
    SUBJECT,
    `(?:(?:can |may |must )?(?:hold|holds|fit|fits|seat|seats|take|takes|accommodate|accommodates|allow|allows|admit|admits|accept|accepts|offer|offers)(?: ${MOST})? ${COUNT}(?: ${NAME_WORD})?|(?:has|have) (?:room|space|place) for(?: ${MOST})? ${COUNT}(?: ${NAME_WORD})?|(?:has|have)(?: ${MOST})? ${COUNT} ${ROOM}|(?:has|have) (?:an? )?(?:fixed )?(?:capacity|limit) of ${COUNT}(?: ${NAME_WORD})?|(?:is|are) limited to ${COUNT} ${ROOM})`,
    END,
  ),
  ({ groups, thing }) => {
    const maximum = numberOf(groups.count ?? '');
    if (!thing || maximum === undefined || !Number.isInteger(maximum)) return undefined;
    return { object: thing, behaviour: { kind: 'capacity', maximum } };
  },
);

export const limitReaders: readonly Reader[] = [capacity, having, bare, limited, doing, doingOnly, notTwo];

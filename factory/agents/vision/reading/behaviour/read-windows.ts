import type { Duration } from '../../../../domain/duration.ts';
import { infinitive, reader, rule, type Match, type Read, type Reader } from './clause-match.ts';
import {
  CAN,
  CANNOT,
  DETERMINER,
  END,
  LIST,
  NAME_WORD,
  PARTICIPLE,
  SUBJECT,
  VERB,
  duration,
  durationOf,
  namesOf,
  np,
} from './grammar.ts';

const ANCHOR = `(?:(?:${DETERMINER})*(?<anchor>${NAME_WORD}(?: (?:of ${DETERMINER})?${NAME_WORD}){0,4}?)|(?<anchor>(?:it|they) ${NAME_WORD}(?: ${NAME_WORD}){0,2}?)|(?:it|they) (?:is|are|was|were|has been|have been) (?<done>${PARTICIPLE}))`;

export const EDGE = [
  `(?<until>until|till|up to|no later than|not later than|at least|at the latest|up until) (?:at the latest )?${duration('d')} (?<side>before|after)(?: ${ANCHOR})?`,
  `(?<until>within) ${duration('d')} (?<side>after|of|from|before)(?: ${ANCHOR})?`,
  `(?<until>within) ${duration('d')}`,
  `(?<from>from|only from|starting|not earlier than|no earlier than|not before|at the earliest|earliest) ${duration('d')} (?<side>before|after)(?: ${ANCHOR})?(?: on)?`,
  `(?<until>until|before|not after|no later than) ${ANCHOR}`,
  `(?<from>from|not before|only after|after|only from) ${ANCHOR}(?: on)?`,
].join('|');

const BOUNDS: Record<string, 'before' | 'after'> = {
  before: 'before',
  after: 'after',
  of: 'after',
  from: 'after',
};

const verbsOf = (match: Match): string[] =>
  namesOf(match.groups.verbs ?? '').map((verb) => infinitive(match.scan, verb));

const anchorOf = ({ scan, groups }: Match): string | undefined =>
  groups.done ? infinitive(scan, groups.done) : groups.anchor?.replace(/'s /, ' ');

type Bound = { offset?: { duration: Duration; direction: 'before' | 'after' }; anchor?: string };

/** How far from what; `undefined` where neither can be told. */
const boundOf = (match: Match): Bound | undefined => {
  const { groups } = match;
  const anchor = anchorOf(match);
  const named = anchor ? { anchor } : {};
  if (groups.du === undefined) return anchor ? named : undefined;
  const length = durationOf(groups, 'd');
  const direction = BOUNDS[groups.side ?? 'after'] ?? 'after';
  return length && { offset: { duration: length, direction }, ...named };
};

export const window = (match: Match, negated: boolean): Read | undefined => {
  const { groups, thing, scan } = match;
  const bound = boundOf(match);
  // "must differ from" is about values, not about time.
  if (!thing || !bound || verbsOf(match).includes('differ')) return undefined;
  const allowed = (groups.until !== undefined) !== negated ? 'until' : 'from';
  return {
    object: thing,
    ...(groups.actor ? { actor: scan.tagger.singular(groups.actor) } : {}),
    behaviour: { kind: 'window', verbs: verbsOf(match), allowed, ...bound },
  };
};

const PASSIVES = `(?<verbs>${LIST(PARTICIPLE)})`;

export const ACTIVES = `(?<verbs>${LIST(VERB)})`;

export const windowReaders: readonly Reader[] = [
  /** "a booking can be cancelled until two hours before the class starts" */
  reader(
    rule(
      SUBJECT,
      `(?:(?:can|may|must|has to|have to) (?:only |be only )?be|(?:is|are)) (?:only )?${PASSIVES} (?:only )?(?:${EDGE})`,
      END,
    ),
    (match) => window(match, false),
  ),
  reader(rule(SUBJECT, `${CANNOT} be ${PASSIVES} (?:any ?more |later than )?(?:${EDGE})`, END), (match) => {
    const { until, side } = match.groups;
    // "cannot be cancelled within 24 hours before": the same as until 24 hours before.
    const inside = until === 'within' && side === 'before';
    return inside ? window(match, false) : window(match, true);
  }),
  /** "sign-ups are possible until 3 days before the start" */
  reader(
    rule(
      `${np('thing', 2)} (?:is|are) (?:only )?(?:possible|allowed|accepted|open) (?:only )?(?:${EDGE})`,
      END,
    ),
    (match) => {
      const read = window({ ...match, groups: { ...match.groups, verbs: 'create' } }, false);
      return read;
    },
  ),
  /** "members may cancel a booking until 24 hours before it starts" */
  reader(
    rule(
      `${np('actor')} ${CAN} (?:only )?${ACTIVES} (?:(?<it>it|them|their bookings?)|${np('thing')}) (?:only )?(?:${EDGE})`,
      END,
    ),
    (match) => window(match, false),
  ),
  reader(
    rule(`${np('actor')} ${CANNOT} ${ACTIVES} (?:(?<it>it|them)|${np('thing')}) (?:${EDGE})`, END),
    (match) => window(match, !(match.groups.until === 'within' && match.groups.side === 'before')),
  ),
];

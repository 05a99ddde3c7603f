import { infinitive, reader, rule, type Match, type Read, type Reader } from './clause-match.ts';
import {
  CAN,
  CANNOT,
  DETERMINER,
  duration,
  durationOf,
  END,
  LIST,
  NAME_WORD,
  namesOf,
  np,
  PARTICIPLE,
  SUBJECT,
  VERB,
} from './grammar.ts';

const BE =
  '(?:is|are|becomes?|counts? as|is considered|are considered|gets?|is marked(?: as)?|are marked(?: as)?|is flagged as)';
/** "after sending", "after it was sent", "after its due date": the words for a moment, without their grammar. */
const EVENT = `(?:(?:${DETERMINER})*(?:(?:it|they) (?:is|are|was|were|has been|have been) |being |having been )?(?<event>${NAME_WORD}(?: ${NAME_WORD}){0,2}?)(?: (?:is|was|has|has been|have been) (?<done>${PARTICIPLE}))?)`;

const eventOf = ({ scan, groups }: Match): string | undefined => {
  const words = groups.done ?? groups.event;
  if (!words) return undefined;
  return words.endsWith('ing') || new RegExp(`^${PARTICIPLE}$`).test(words)
    ? infinitive(scan, words)
    : scan.tagger.singular(words);
};

const due = (match: Match, unless?: string): Read | undefined => {
  const after = durationOf(match.groups, 'd');
  const attribute = match.groups.adjective;
  if (!match.thing || !after || !attribute) return undefined;
  const since = eventOf(match);
  return {
    object: match.thing,
    behaviour: {
      kind: 'due',
      attribute,
      after,
      ...(since ? { since } : {}),
      ...(unless ? { unless: infinitive(match.scan, unless) } : {}),
    },
  };
};

const ADJECTIVE = `(?<adjective>(?!${PARTICIPLE}(?= ))[a-z-]+|${NAME_WORD})`;

export const dueReaders: readonly Reader[] = [
  /** "it is overdue 30 days after sending" */
  reader(rule(SUBJECT, `${BE} ${ADJECTIVE} ${duration('d')} (?:after|from|past) ${EVENT}`, END), (match) =>
    due(match),
  ),
  /** "it is overdue when it is not paid within 30 days (after sending)" */
  reader(
    rule(
      SUBJECT,
      `${BE} ${ADJECTIVE} (?:when|if|unless) (?:it|they) (?:(?:is|are|was|were|has|have)(?: not|n't)?(?: been)?) (?<unless>${PARTICIPLE}) (?:within|for|in|after) ${duration('d')}(?: (?:after|of|from|since) ${EVENT})?`,
      END,
    ),
    (match) => due(match, match.groups.unless),
  ),
  /** "an invoice that is not paid within 30 days is overdue" */
  reader(
    rule(
      SUBJECT,
      `(?:that|which) (?:is|are|was|were|has|have) not (?:been )?(?<unless>${PARTICIPLE}) (?:within|in|after) ${duration('d')}(?: (?:after|of|from|since) ${EVENT})? ${BE} ${ADJECTIVE}`,
      END,
    ),
    (match) =>
      new RegExp(`^${PARTICIPLE}$`).test(match.groups.adjective ?? '')
        ? undefined
        : due(match, match.groups.unless),
  ),
];

const ENDS =
  '(?<verb>expires?|lapses?|runs? out|ends?|disappears?|vanish(?:es)?|becomes? (?:invalid|void)|(?:is|are) (?:automatically )?(?:lost|forfeited|released|cancelled|canceled|expired|closed|deleted automatically|removed automatically|archived automatically|rejected|declined|withdrawn)(?: automatically)?)';

/** With a condition, whatever is done to it is done by the clock. */
const ENDS_SOMEHOW = `(?:${ENDS}|(?<verb>(?:is|are) (?:automatically )?${PARTICIPLE}(?: automatically)?))`;

const endVerb = ({ scan, groups }: Match): string => {
  const words = (groups.verb ?? '').replace(/(?:^(?:is|are) )|automatically/g, '').trim();
  if (/^(?:is|are) /.test(groups.verb ?? '')) return infinitive(scan, words);
  return /^(?:expire|lapse|end)/.test(words) ? words.replace(/s$/, '') : 'expire';
};

const expiry = (match: Match): Read | undefined => {
  const after = durationOf(match.groups, 'd');
  const { state, unless } = match.groups;
  if (!match.thing || !after) return undefined;
  const since = match.groups.event ? eventOf(match) : undefined;
  const words = match.groups.verb ?? '';
  // "is cancelled 15 minutes after …" is done by the clock only where the text says so or gives a condition.
  if (/^(?:is|are) /.test(words) && !/automatic|lost|forfeit|expired/.test(words) && !unless)
    return undefined;
  return {
    object: match.thing,
    aside: true,
    behaviour: {
      kind: 'expiry',
      verb: endVerb(match),
      after,
      ...(state ? { state } : since ? { state: since } : {}),
      ...(unless ? { unless: infinitive(match.scan, unless) } : {}),
    },
  };
};

const AFTER = `(?:after|in|within) ${duration('d')}(?: (?:after|from|of|since) ${EVENT})?`;
const DELAY = `(?:${AFTER}|${duration('d')} (?:after|from) ${EVENT})`;
const UNPAID = `(?:(?:if|unless) (?:it|they) (?:is|are|was|were|has|have)(?: not)?(?: been)? (?<unless>${PARTICIPLE})|when not (?<unless>${PARTICIPLE}))`;

export const expiryReaders: readonly Reader[] = [
  /** "a hold that is not confirmed within 15 minutes expires" */
  reader(
    rule(
      SUBJECT,
      `(?:that|which) (?:is|are|was|were|has|have) not (?:been )?(?<unless>${PARTICIPLE}) (?:within|in|after|for) ${duration('d')}(?: (?:after|of|from|since) ${EVENT})? ${ENDS_SOMEHOW}`,
      END,
    ),
    expiry,
  ),
  /** "if it is not paid within 2 days, it is cancelled" */
  reader(
    rule(
      `(?:if|when|unless) (?:(?<it>it|they)|${np('thing')}) (?:is|are|was|were|has|have)(?: not)? (?:been )?(?<unless>${PARTICIPLE}) (?:within|in|after|for) ${duration('d')}(?: (?:after|of|from|since) ${EVENT})?(?: ,)? (?:then )?(?:it|they) ${ENDS_SOMEHOW}`,
      END,
    ),
    expiry,
  ),
  /** "a quote is valid for 30 days" */
  reader(
    rule(
      SUBJECT,
      `(?:is|are|stays?|remains?) (?<verb>valid|good) for ${duration('d')}(?: (?:after|from|of) ${EVENT})?`,
      END,
    ),
    expiry,
  ),
  /** "points expire 12 months after they were earned", "a pending hold expires after 15 minutes" */
  reader(rule(SUBJECT, `(?:will |automatically )?${ENDS} ${DELAY}(?: ${UNPAID})?`, END), expiry),
];

const ANCHOR = `(?:(?:${DETERMINER})*(?<anchor>${NAME_WORD}(?: (?:of ${DETERMINER})?${NAME_WORD}){0,4}?)|(?<anchor>(?:it|they) ${NAME_WORD}(?: ${NAME_WORD}){0,2}?)|(?:it|they) (?:is|are|was|were|has been|have been) (?<done>${PARTICIPLE}))`;
const EDGE = [
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

const anchorOf = ({ scan, groups }: Match): string | undefined => {
  if (groups.done) return infinitive(scan, groups.done);
  const words = groups.anchor?.replace(/'s /, ' ');
  return words === undefined ? undefined : words;
};

const window = (match: Match, negated: boolean): Read | undefined => {
  const { groups, thing } = match;
  if (!thing) return undefined;
  const timed = groups.du !== undefined;
  const length = timed ? durationOf(groups, 'd') : undefined;
  if (timed && !length) return undefined;
  const direction = BOUNDS[groups.side ?? 'after'] ?? 'after';
  const until = groups.until !== undefined;
  const anchor = anchorOf(match);
  if (!timed && !anchor) return undefined;
  return {
    object: thing,
    ...(groups.actor ? { actor: match.scan.tagger.singular(groups.actor) } : {}),
    behaviour: {
      kind: 'window',
      verbs: verbsOf(match),
      allowed: until !== negated ? 'until' : 'from',
      ...(length ? { offset: { duration: length, direction } } : {}),
      ...(anchor ? { anchor } : {}),
    },
  };
};

const PASSIVES = `(?<verbs>${LIST(PARTICIPLE)})`;
const ACTIVES = `(?<verbs>${LIST(VERB)})`;

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

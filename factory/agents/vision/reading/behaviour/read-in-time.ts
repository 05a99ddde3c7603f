import { infinitive, reader, rule, type Match, type Read, type Reader } from './clause-match.ts';
import { CAN, duration, durationOf, END, np, PARTICIPLE, SUBJECT, VERB } from './grammar.ts';
import { BE, NOT_DONE } from './read-due.ts';

const NO_LONGER = '(?:at most|up to|a maximum of|max|maximum|no longer than|not longer than|no more than)';

/** What lasts too long is overdue, unless the text has another word for it. */
const overdue = (match: Match, object: string | undefined, verb?: string): Read | undefined => {
  const after = durationOf(match.groups, 'd');
  if (!object || !after) return undefined;
  const { unless, adjective = 'overdue' } = match.groups;
  match.scan.memory.allowed = after;
  return {
    object,
    ...(verb ? { verb } : {}),
    aside: true,
    behaviour: {
      kind: 'due',
      attribute: adjective,
      after,
      ...(unless ? { unless: infinitive(match.scan, unless) } : {}),
    },
  };
};

export const inTimeReaders: readonly Reader[] = [
  /** "students can borrow cameras for at most 14 days": a doing that is overdue then */
  reader(
    rule(
      `${np('actor', 2)} ${CAN} (?:only )?(?<verb>${VERB}) ${np('what', 2)} for ${NO_LONGER} ${duration('d')}`,
      END,
    ),
    (match) => {
      const { scan, groups } = match;
      const verb = infinitive(scan, groups.verb ?? '');
      const late = overdue(match, verb, verb);
      if (!late || !groups.actor || !groups.what) return undefined;
      const actor = scan.tagger.singular(groups.actor);
      const object = scan.tagger.singular(groups.what);
      return [{ object: verb, verb, actor, aside: true, behaviour: { kind: 'doing', verb, object } }, late];
    },
  ),
  /** "a rental lasts at most 24 hours" */
  reader(
    rule(
      SUBJECT,
      `(?:(?:lasts?|runs?|takes?)|(?:${CAN}) (?:only )?(?:last|run|take|be kept|be held)) ${NO_LONGER} ${duration('d')}`,
      END,
    ),
    (match) => overdue(match, match.thing),
  ),
  /** "a loan must be returned within 14 days" */
  reader(
    rule(
      SUBJECT,
      `(?:must|has to|have to|should|shall|needs? to) be (?<unless>${PARTICIPLE}) (?:within|after at most|in at most) ${duration('d')}`,
      END,
    ),
    (match) => overdue(match, match.thing),
  ),
  /** "loans that are not returned in time become overdue": in the time that was said before */
  reader(
    rule(SUBJECT, `${NOT_DONE} (?:in|on) time ${BE} (?<adjective>(?!${PARTICIPLE}(?= ))[a-z-]+)`, END),
    (match) => {
      const { allowed } = match.scan.memory;
      const { unless, adjective } = match.groups;
      if (!match.thing || !allowed || !unless || !adjective) return undefined;
      return {
        object: match.thing,
        behaviour: {
          kind: 'due',
          attribute: adjective,
          after: allowed,
          unless: infinitive(match.scan, unless),
        },
      };
    },
  ),
];

import { isStateVerb } from './state-words.ts';
import { infinitive, reader, rule, type Match, type Read, type Reader } from './clause-match.ts';
import { DETERMINER, END, NAME_WORD, PARTICIPLE, SUBJECT, duration, durationOf, np } from './grammar.ts';

export const BE =
  '(?:(?:(?:shall|must|will|should) )?(?:be|is|are|becomes?|counts? as|gets?|(?:is|are|be) (?:automatically )?(?:considered|marked|flagged|treated)(?: as)?))';

/** "not paid within 30 days", "that have not been accepted or rejected within a week". */
export const NOT_DONE = `(?:(?:that|which|who) )?(?:(?:is|are|was|were|has|have) not (?:yet )?(?:been )?|(?:isn't|aren't|wasn't|weren't|hasn't been|haven't been) |not (?:yet )?)(?<unless>${PARTICIPLE})(?: (?:or|nor) ${PARTICIPLE})?(?: by ${DETERMINER}?${NAME_WORD})?`;

/** "after sending", "after it was sent", "after its due date": the words for a moment, without their grammar. */
export const EVENT = `(?:(?:${DETERMINER})*(?:(?:it|they) (?:is|are|was|were|has been|have been) |being |having been )?(?<event>${NAME_WORD}(?: ${NAME_WORD}){0,2}?)(?: (?:is|was|has|has been|have been) (?<done>${PARTICIPLE}))?)`;

export const eventOf = ({ scan, groups }: Match): string | undefined => {
  const words = groups.done ?? groups.event;
  if (!words) return undefined;
  return words.endsWith('ing') || new RegExp(`^${PARTICIPLE}$`).test(words)
    ? infinitive(scan, words)
    : scan.tagger.singular(words);
};

export const ENDED =
  /^(?:closed|ended|archived|expired|cancelled|canceled|escalated|locked|deactivated|completed|finished|donated|forfeited|released|withdrawn|rejected|declined)$/;

const PARTICIPLES = new RegExp(`^${PARTICIPLE}$`);

/** "it is overdue 30 days after …"; "it is closed 30 days after …" is done by the clock. */
const due = (match: Match, unless?: string): Read | undefined => {
  const after = durationOf(match.groups, 'd');
  const attribute = match.groups.adjective;
  if (!match.thing || !after || !attribute) return undefined;
  const since = eventOf(match);
  if (isStateVerb(infinitive(match.scan, attribute)) && PARTICIPLES.test(attribute))
    return {
      object: match.thing,
      behaviour: {
        kind: 'expiry',
        verb: infinitive(match.scan, attribute),
        after,
        ...(since ? { state: since } : {}),
        ...(unless ? { unless: infinitive(match.scan, unless) } : {}),
      },
    };
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

/** What is so for good: the clock ends it. */
const isEnd = (word = ''): boolean => ENDED.test(word);

const isParticiple = (word = ''): boolean => new RegExp(`^${PARTICIPLE}$`).test(word);

/** A participle is a state that the clock leads to, not something that is so for a time. */
const dueUnless = (match: Match): Read | undefined =>
  isParticiple(match.groups.adjective) ? undefined : due(match, match.groups.unless);

export const dueReaders: readonly Reader[] = [
  /** "it is overdue 30 days after sending" */
  reader(rule(SUBJECT, `${BE} ${ADJECTIVE} ${duration('d')} (?:after|from|past) ${EVENT}`, END), (match) =>
    isEnd(match.groups.adjective) ? undefined : due(match),
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
  /** "an invoice that is not paid within 30 days is overdue", "items not returned within a week become overdue" */
  reader(
    rule(
      SUBJECT,
      `${NOT_DONE} (?:within|in|after) ${duration('d')}(?: (?:after|of|from|since) ${EVENT})? ${BE} ${ADJECTIVE}`,
      END,
    ),
    dueUnless,
  ),
  /** "when a rental is not ended within 24 hours it becomes overdue" */
  reader(
    rule(
      `(?:if|when|whenever|once) (?:(?<it>it|they)|${np('thing')}) ${NOT_DONE} (?:within|in|after) ${duration('d')}(?: (?:after|of|from|since) ${EVENT})?(?: ,)? (?:then )?(?:it|they) ${BE} ${ADJECTIVE}`,
      END,
    ),
    dueUnless,
  ),
];

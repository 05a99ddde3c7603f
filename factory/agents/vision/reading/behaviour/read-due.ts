import { infinitive, reader, rule, type Match, type Read, type Reader } from './clause-match.ts';
import { DETERMINER, END, NAME_WORD, PARTICIPLE, SUBJECT, duration, durationOf } from './grammar.ts';

const BE =
  '(?:is|are|becomes?|counts? as|is considered|are considered|gets?|is marked(?: as)?|are marked(?: as)?|is flagged as)';

/** "after sending", "after it was sent", "after its due date": the words for a moment, without their grammar. */
export const EVENT = `(?:(?:${DETERMINER})*(?:(?:it|they) (?:is|are|was|were|has been|have been) |being |having been )?(?<event>${NAME_WORD}(?: ${NAME_WORD}){0,2}?)(?: (?:is|was|has|has been|have been) (?<done>${PARTICIPLE}))?)`;

export const eventOf = ({ scan, groups }: Match): string | undefined => {
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

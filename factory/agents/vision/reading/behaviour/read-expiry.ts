import { infinitive, reader, rule, type Match, type Read, type Reader } from './clause-match.ts';
import { END, PARTICIPLE, SUBJECT, duration, durationOf, np } from './grammar.ts';
import { BE, ENDED, EVENT, eventOf, NOT_DONE } from './read-due.ts';

const ENDS =
  '(?<verb>expires?|closes?|lapses?|runs? out|ends?|disappears?|vanish(?:es)?|becomes? (?:invalid|void)|(?:is|are) (?:automatically )?(?:lost|forfeited|released|cancelled|canceled|expired|closed|ended|archived|escalated|locked|deactivated|completed|deleted automatically|removed automatically|archived automatically|rejected|declined|withdrawn)(?: automatically)?)';

/** With a condition, whatever is done to it is done by the clock. */
const ENDS_SOMEHOW = `(?:${ENDS}|(?<verb>${BE} (?:automatically )?${PARTICIPLE}(?: automatically)?))`;

const PASSIVE = new RegExp(`^${BE} (?!invalid|void)`);

const endVerb = ({ scan, groups }: Match): string => {
  const words = (groups.verb ?? '')
    .replace(PASSIVE, '')
    .replace(/automatically/g, '')
    .trim();
  if (PASSIVE.test(groups.verb ?? '')) return infinitive(scan, words);
  if (/^closes?$/.test(words)) return 'close';
  return /^(?:expire|lapse|end)/.test(words) ? words.replace(/s$/, '') : 'expire';
};

const isForGood = (words: string): boolean =>
  /automatic|lost|forfeit/.test(words) || ENDED.test(words.replace(PASSIVE, '').trim());

const expiry = (match: Match): Read | undefined => {
  const after = durationOf(match.groups, 'd');
  const { state, unless } = match.groups;
  if (!match.thing || !after) return undefined;
  const since = match.groups.event ? eventOf(match) : undefined;
  const words = match.groups.verb ?? '';
  // "is cancelled 15 minutes after …" is done by the clock only where the text says so or gives a condition.
  if (/^(?:is|are) /.test(words) && !isForGood(words) && !unless) return undefined;
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
      `${NOT_DONE} (?:within|in|after|for) ${duration('d')}(?: (?:after|of|from|since) ${EVENT})? ${ENDS_SOMEHOW}`,
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

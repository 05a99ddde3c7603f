import { infinitive, reader, rule } from './clause-match.ts';
import { CANNOT, END, NAME_WORD, SUBJECT, np } from './grammar.ts';

const overlap = (object: string | undefined, per: readonly string[], singular: (noun: string) => string) =>
  object ? { object, behaviour: { kind: 'no-overlap' as const, per: per.map(singular) } } : undefined;

const WHOSE = '(?:of|for|in|on|by) (?:the same |an? |one |each |every )?';

const EACH_OTHER = `(?: with)? (?:each other|one another|others|(?:another|any other|other)(?: (?!for )${NAME_WORD})?)`;

/** "two bookings of a room must not overlap", "a booking must not overlap another of the same room" */
export const overlapping = reader(
  rule(
    `(?:no )?(?:two )?${np('thing', 2)}(?: ${WHOSE}${np('per')})? (?:${CANNOT}|may|can|ever|do not) (?:not )?overlap(?: in time)?(?:${EACH_OTHER})?(?: ${WHOSE}${np('same')})?`,
    END,
  ),
  ({ scan, groups, thing, text }) =>
    text.startsWith('no ') || / not |cannot|never|can't|n't /.test(text)
      ? overlap(thing, [groups.per ?? groups.same ?? []].flat(), scan.tagger.singular)
      : undefined,
);

/** "no double bookings of a room", "a room cannot be double-booked", "cannot be booked twice at the same time" */
export const noDouble = reader(
  rule(
    `(?:there (?:are|is|must be) )?no (?:double[- ])(?<thing>${NAME_WORD})(?: (?:of|for) ${np('per')})?(?: (?:is|are) (?:allowed|possible))?`,
    END,
  ),
  ({ scan, groups, thing }) => overlap(thing, groups.per ? [groups.per] : [], scan.tagger.singular),
);

export const notTwice = reader(
  rule(
    SUBJECT,
    `(?:${CANNOT}) be (?:double[- ](?<verb>[a-z]+)|(?<verb>[a-z]+) (?:twice|more than once|by two ${NAME_WORD}|by more than one ${NAME_WORD}))(?: (?:at|for|in) the same (?:time|period|slot|moment))?`,
    END,
  ),
  ({ scan, groups, thing, text }) => {
    if (!thing || !/double| same /.test(text)) return undefined;
    const verb = infinitive(scan, groups.verb ?? '');
    return { ...overlap(verb, [thing], scan.tagger.singular), verb, aside: true };
  },
);

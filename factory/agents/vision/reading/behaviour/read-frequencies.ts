import { infinitive, reader, rule, type Reader } from './clause-match.ts';
import { CAN, CANNOT, END, np, NUMBER, numberOf, VERB } from './grammar.ts';
import { MOST, SPAN, withinOf } from './read-limits.ts';

const TIMES = `(?:(?<count>${NUMBER}) times|(?<word>once|twice))`;

/** "a donor may donate at most four times in a year": so many records of the doing per person. */
export const readFrequency: Reader = reader(
  rule(
    `${np('actor')} (?:(?:${CAN} )?(?<verb>${VERB}) ${MOST} ${TIMES}|${CANNOT} (?<verb>${VERB}) more than ${TIMES})${SPAN}`,
    END,
  ),
  (match) => {
    const { actor = '', count, word, verb = '' } = match.groups;
    const maximum = numberOf(count ?? word ?? '');
    const within = withinOf(match);
    if (maximum === undefined || !Number.isInteger(maximum) || !('within' in within)) return undefined;
    const done = infinitive(match.scan, verb);
    return {
      object: done,
      verb: done,
      aside: true,
      behaviour: {
        kind: 'limit',
        maximum,
        per: [match.scan.tagger.singular(actor)],
        verb: done,
        ...within,
      },
    };
  },
);

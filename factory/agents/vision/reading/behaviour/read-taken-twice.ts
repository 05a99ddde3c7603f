import { infinitive, reader, rule } from './clause-match.ts';
import { RELATES } from './doing-verbs.ts';
import { CANNOT, END, NAME_WORD, np, PARTICIPLE } from './grammar.ts';

const TWICE = `(?:twice|more than once|by two ${NAME_WORD}|by more than one ${NAME_WORD})`;

/** "a bike cannot be reserved twice for the same day": one record for each of both. Times and periods may overlap instead. */
export const takenTwice = reader(
  rule(
    `${np('thing', 2)} ${CANNOT} be (?<verb>${PARTICIPLE}) ${TWICE} (?:for|on|in) the same (?<per>${NAME_WORD})`,
    END,
  ),
  ({ scan, groups, thing }) => {
    const verb = infinitive(scan, groups.verb ?? '');
    const per = groups.per ?? '';
    if (thing === undefined || !RELATES.test(verb) || /^(?:time|period|moment)$/.test(per)) return undefined;
    return {
      object: verb,
      verb,
      aside: true,
      behaviour: { kind: 'unique', attributes: [thing, scan.tagger.singular(per)] },
    };
  },
);

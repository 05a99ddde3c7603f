import { infinitive, reader, rule, type Reader } from './clause-match.ts';
import { duration, durationOf, END, PARTICIPLE, SUBJECT } from './grammar.ts';

/** "an auction is open for 7 days and then closed": the clock ends it. */
export const readLasting: Reader = reader(
  rule(
    SUBJECT,
    `(?:is|are|stays?|remains?) (?<state>open|active|available|valid|pending|running|live|${PARTICIPLE}) for ${duration('d')}(?: ,)? (?:and then|then|after which it is|and after that)(?: (?:it )?(?:is|becomes|are))? (?<to>${PARTICIPLE})`,
    END,
  ),
  ({ scan, groups, thing }) => {
    const after = durationOf(groups, 'd');
    const { state, to } = groups;
    if (!thing || !after || !state || !to) return undefined;
    return [
      { object: thing, verb: 'keep', class: 'maintain' },
      { object: thing, behaviour: { kind: 'expiry', verb: infinitive(scan, to), after, state } },
    ];
  },
);

import { infinitive, reader, rule, type Match, type Read, type Reader } from './clause-match.ts';
import { CAN, CANNOT, END, np, PARTICIPLE, SUBJECT } from './grammar.ts';
import { isState } from './state-words.ts';

const BY = `(?: by ${np('actor')})?`;

/** What happens to a thing once leads it to a state that nothing leads to again. */
const once = ({ scan, groups, thing }: Match): Read | undefined => {
  const { verb, actor } = groups;
  if (!thing || !verb || !isState(verb)) return undefined;
  return {
    object: thing,
    ...(actor ? { actor: scan.tagger.singular(actor) } : {}),
    behaviour: { kind: 'moves', verbs: [infinitive(scan, verb)], steps: false },
  };
};

export const onceReaders: readonly Reader[] = [
  /** "a voucher can be redeemed only once", "a loan can be extended once" */
  reader(
    rule(
      SUBJECT,
      `${CAN} (?:only )?be (?<verb>${PARTICIPLE})${BY} (?:only |just |exactly |at most |no more than )?(?:once|one time|a single time)`,
      END,
    ),
    once,
  ),
  /** "a ticket cannot be used twice" */
  reader(
    rule(
      SUBJECT,
      `${CANNOT} be (?<verb>${PARTICIPLE})${BY} (?:twice|more than once|again|a second time)`,
      END,
    ),
    once,
  ),
  /** "a key can be handed out to one person at a time": who has it must give it back first. */
  reader(
    rule(
      SUBJECT,
      `${CAN} (?:only )?be (?<verb>${PARTICIPLE}) (?:to|by|for) (?:only )?one ${np('who', 1)} (?:at a time|at once|at the same time)`,
      END,
    ),
    once,
  ),
];

import { infinitive, reader, rule, type Match, type Read, type Reader } from './clause-match.ts';
import { CAN, CANNOT, END, np, PARTICIPLE, SUBJECT } from './grammar.ts';
import { leadsBack } from '../../planning/behaviour/life-cycle-words.ts';
import type { Scan } from '../scan.ts';
import { textOf } from '../word.ts';
import { isState } from './state-words.ts';

const PARTICIPLES = new RegExp(`^${PARTICIPLE}$`);

const BY = `(?: by ${np('actor')})?`;

/** "a dismissed plea can be reopened once": nothing counts how often it came back. */
const repeated = (scan: Scan, at: number, next: number): Read => ({
  aside: true,
  constraints: [{ kind: 'repetition', value: textOf(scan.words, at, next) }],
});

/** What happens to a thing once leads it to a state that nothing leads to again. */
const once = ({ scan, at, next, groups, thing }: Match): Read | undefined => {
  const { verb, actor } = groups;
  if (!thing || !verb || !isState(verb)) return undefined;
  const done = infinitive(scan, verb);
  const [state = '', ...rest] = thing.split(' ');
  if (rest.length > 0 && PARTICIPLES.test(state) && isState(state)) {
    if (leadsBack(done)) return repeated(scan, at, next);
    const gate = { kind: 'gate' as const, verbs: [done], state, allowed: true, also: true };
    return { object: rest.join(' '), behaviour: gate };
  }
  return {
    object: thing,
    ...(actor ? { actor: scan.tagger.singular(actor) } : {}),
    behaviour: { kind: 'moves', verbs: [done], steps: false },
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

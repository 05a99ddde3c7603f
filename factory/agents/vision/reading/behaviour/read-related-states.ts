import { matchAt, rule, write, type Match, type Reader } from './clause-match.ts';
import { actorAt } from './doing-actor.ts';
import { RELATES, RELATES_TO } from './doing-verbs.ts';
import { infinitive } from './clause-match.ts';
import { CAN, CANNOT, END, np, PARTICIPLE, VERB } from './grammar.ts';
import { NOMINAL_STATES } from './state-noun.ts';

const STATE = `(?<state>${PARTICIPLE}|open|active|inactive|available|unavailable|running)`;
const WHO = `(?:(?<nobody>nobody)|${np('actor', 2)})`;

/** "nobody can vote after the poll was closed", "members can only vote while a poll is open" */
const WHEN = rule(
  `${WHO} (?:${CAN}|${CANNOT}) (?:only )?(?<verb>${VERB})(?: (?:in|on|for|at|to) (?:it|them|${np('on', 2)}))? (?:any ?more )?(?:after|once|when|if|while|before|unless|as soon as|as long as) ${np('other', 2)} (?:is|are|was|were|has been|have been) (?:not )?${STATE}`,
  END,
);

/** "nobody can bid on a closed auction" */
const ON = rule(
  `${WHO} (?:${CAN}|${CANNOT}) (?:only )?(?<verb>${VERB}) (?:in|on|for|at|to) (?:an? |the |any |only )?${STATE} (?<other>[\\p{L}-]+(?: [\\p{L}-]+)?)`,
  END,
);

const RECORDS = (verb: string): boolean => RELATES.test(verb) || RELATES_TO.test(verb) || verb === 'comment';

const DENIED = new RegExp(` ${CANNOT} `);
const TURNED = / (?:unless|before|(?:is|are|was|were|been) not) /;

/** Whether it may be done in that state, or in all others; two denials make a permission. */
const isAllowed = ({ text, groups }: Match): boolean =>
  (groups.nobody !== undefined || DENIED.test(text)) === TURNED.test(text);

/** What may be done with a thing depends on the state of another, which the record of the doing refers to. */
export const readRelatedState: Reader = (scan, at) => {
  const match = matchAt(scan, at, WHEN) ?? matchAt(scan, at, ON);
  const { other, verb = '', state = '' } = match?.groups ?? {};
  const done = infinitive(scan, verb);
  if (!match || !other || !RECORDS(done)) return undefined;
  if (!NOMINAL_STATES.test(state) && !/ed$|en$|t$/.test(state)) return undefined;
  const object = scan.tagger.singular(other);
  const acting = match.groups.nobody ? undefined : actorAt(scan, at)?.actor;
  return write(match, [
    {
      object: done,
      verb: done,
      aside: true,
      ...(acting ? { actor: acting } : {}),
      behaviour: { kind: 'doing', verb: done, object },
    },
    {
      object: done,
      verb: done,
      aside: true,
      behaviour: { kind: 'while', of: object, state, allowed: isAllowed(match) },
    },
  ]);
};

import { stateOfVerb } from '../../planning/behaviour/life-cycle-words.ts';
import { infinitive, reader, rule, type Match, type Read, type Reader } from './clause-match.ts';
import { CAN, CANNOT, DETERMINER, END, PARTICIPLE, SUBJECT, VERB, namesOf, np } from './grammar.ts';
import { frozenReaders, RELATIVE, WAS } from './read-frozen.ts';
import { ROLES } from './read-permissions.ts';
import { isState } from './state-words.ts';

const gate = (
  match: Match,
  state: string | undefined,
  verb: string | undefined,
  allowed: boolean,
): Read | undefined => {
  if (!match.thing || !state || !verb) return undefined;
  const verbs = namesOf(verb).map((each) => infinitive(match.scan, each));
  if (!namesOf(verb).every((each) => each === 'used' || isState(each))) return undefined;
  return { object: match.thing, behaviour: { kind: 'gate', verbs, state, allowed } };
};

const actorOf = ({ scan, groups }: Match): { actor?: string } =>
  groups.actor ? { actor: scan.tagger.singular(groups.actor) } : {};

const PASSIVES = `(?<verb>${PARTICIPLE}(?: or ${PARTICIPLE})?)`;

const ONE = `(?<state>${PARTICIPLE})`;

/** "an approved request cannot be rejected", "a shift that was taken can not be withdrawn any more" */
const refused = reader(
  rule(
    `(?:(?:${DETERMINER})?${ONE} ${np('thing')}|${np('thing')} ${RELATIVE} ${ONE}) ${CANNOT} be `,
    PASSIVES,
    '(?: any ?more| anymore| again)?',
    END,
  ),
  (match) => gate(match, match.groups.state, match.groups.verb, false),
);

/** "nobody can withdraw a taken shift", "clerks must not cancel orders that were shipped" */
const refusedTo = reader(
  rule(
    `(?:(?:nobody|no one|no-one|none) (?:can|may|must|is allowed to)|${np('actor', 1)} ${CANNOT}) (?<active>${VERB}(?: or ${VERB})?) (?:(?:${DETERMINER})?${ONE} ${np('thing')}|${np('thing')} ${RELATIVE} ${ONE})`,
    '(?: any ?more| anymore| again)?',
    END,
  ),
  (match) => {
    const verbs = namesOf(match.groups.active ?? '');
    const { state } = match.groups;
    return match.thing && state && isState(state) && verbs.every((verb) => isState(stateOfVerb(verb)))
      ? { object: match.thing, behaviour: { kind: 'gate', verbs, state, allowed: false } }
      : undefined;
  },
);

/** "a claimed item is handed over or auctioned": on from there */
const onFrom = reader(
  rule(
    `(?:(?:${DETERMINER})?${ONE} ${np('thing')}|${np('thing')} ${RELATIVE} ${ONE}) (?:is|are) (?:then |later |either )?`,
    PASSIVES,
    `(?: by ${np('actor')})?`,
    END,
  ),
  (match) => {
    const read = isState(match.groups.state ?? '')
      ? gate(match, match.groups.state, match.groups.verb, true)
      : undefined;
    return (
      read && {
        ...read,
        ...actorOf(match),
      }
    );
  },
);

/** "a paused subscription can be resumed": from there, too */
const possible = reader(
  rule(
    `(?:(?:${DETERMINER})?${ONE} ${np('thing')}|${np('thing')} ${RELATIVE} ${ONE}) ${CAN} be `,
    PASSIVES,
    `(?: by ${np('actor')})?`,
    END,
  ),
  (match) => {
    const read = isState(match.groups.state ?? '')
      ? gate(match, match.groups.state, match.groups.verb, true)
      : undefined;
    return read?.behaviour?.kind === 'gate'
      ? { ...read, ...actorOf(match), behaviour: { ...read.behaviour, also: true } }
      : undefined;
  },
);

/** "only paid orders can be shipped" */
const onlyFrom = reader(
  rule(`only (?:${DETERMINER})?${ONE} ${np('thing')} ${CAN} be `, PASSIVES, END),
  (match) => gate(match, match.groups.state, match.groups.verb, true),
);

/** "an order can only be shipped after it was paid" */
const onlyAfter = reader(
  rule(
    SUBJECT,
    `${CAN} (?:only )?be `,
    PASSIVES,
    ` (?:only )?(?:after|once|when|if|while|as long as) ${WAS}`,
    ONE,
    END,
  ),
  (match) => gate(match, match.groups.state, match.groups.verb, true),
);

/** "an order must be paid before it is shipped" */
const before = reader(
  rule(
    SUBJECT,
    `(?:must|has to|have to|needs to|shall) (?:first )?be `,
    ONE,
    `(?: by ${ROLES})? before ${WAS}(?:can be |may be |gets |get )?`,
    PASSIVES,
    END,
  ),
  (match) => {
    const { state, verb, roles } = match.groups;
    const read = gate(match, state, verb, true);
    if (!read || roles === undefined || state === undefined) return read;
    const behaviour = {
      kind: 'permission' as const,
      verbs: [infinitive(match.scan, state)],
      roles: namesOf(roles).map(match.scan.tagger.singular),
    };
    return [read, { object: match.thing, behaviour }];
  },
);

/** "cannot be cancelled after it was shipped" */
const afterwards = reader(
  rule(SUBJECT, `${CANNOT} be `, PASSIVES, ` (?:any ?more )?(?:after|once|when|as soon as) ${WAS}`, ONE, END),
  (match) => gate(match, match.groups.state, match.groups.verb, false),
);

/** "can be cancelled until it is shipped" */
const until = reader(
  rule(
    SUBJECT,
    `${CAN} (?:only )?be `,
    PASSIVES,
    ` (?:(?:at )?any ?time |only )?(?:until|till|before|unless|as long as it is not|as long as they are not|while it is not) ${WAS}`,
    ONE,
    END,
  ),
  (match) => gate(match, match.groups.state, match.groups.verb, false),
);

export const gateReaders: readonly Reader[] = [
  ...frozenReaders,
  refused,
  refusedTo,
  possible,
  onlyFrom,
  onlyAfter,
  before,
  until,
  afterwards,
  onFrom,
];

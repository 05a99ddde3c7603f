import { infinitive, reader, rule, type Match, type Read, type Reader } from './clause-match.ts';
import { CAN, CANNOT, DETERMINER, END, NAME_WORD, PARTICIPLE, SUBJECT, namesOf, np } from './grammar.ts';
import { isState } from './state-words.ts';

const CHANGE =
  '(?:be )?(?:changed?|edited|edit|modified|modify|altered|alter|updated?|amended|amend|revised?)(?: or (?:deleted?|removed?|changed?|edited))?(?: any ?more| anymore| again| afterwards)?';

const NOT_CHANGE = `(?:${CANNOT} ${CHANGE}|(?:is|are|becomes?|stays?) (?:immutable|final|frozen|read-only|locked|unchangeable|fixed))`;

const frozen = (object: string | undefined, state: string | undefined): Read | undefined =>
  object && state ? { object, behaviour: { kind: 'frozen', states: namesOf(state) } } : undefined;

const STATES = `(?<state>${PARTICIPLE}(?: or ${PARTICIPLE})?)`;

const WAS = '(?:(?:it|they) (?:is|are|was|were|has been|have been) |being |it )?';

/** "a sent invoice can no longer change" */
const frozenState = reader(
  rule(`(?:${DETERMINER})?${STATES} ${np('thing')} ${NOT_CHANGE}`, END),
  ({ groups, thing }) =>
    isState(groups.state ?? '') || groups.state === 'submitted' ? frozen(thing, groups.state) : undefined,
);

/** "a rate cannot change after it was published" */
const frozenAfter = reader(
  rule(SUBJECT, `${NOT_CHANGE} (?:after|once|when|as soon as|if) (?:${WAS})`, STATES, END),
  ({ groups, thing }) => frozen(thing, groups.state),
);

/** "once published, a rate cannot change", "after an order is paid it cannot be changed" */
const frozenOnce = reader(
  rule(
    `(?:after|once|when|as soon as|if) (?:${WAS}|(?:${DETERMINER})?(?<owner>${NAME_WORD}(?: ${NAME_WORD}){0,2}?) (?:is|was|has been|are|were) )`,
    STATES,
    `(?: ,)? ${SUBJECT}${NOT_CHANGE}`,
    END,
  ),
  ({ scan, groups, thing }) =>
    frozen(groups.owner ? scan.tagger.singular(groups.owner) : thing, groups.state),
);

const gate = (
  match: Match,
  state: string | undefined,
  verb: string | undefined,
  allowed: boolean,
): Read | undefined => {
  if (!match.thing || !state || !verb) return undefined;
  const verbs = namesOf(verb).map((each) => infinitive(match.scan, each));
  if (!namesOf(verb).every(isState)) return undefined;
  return { object: match.thing, behaviour: { kind: 'gate', verbs, state, allowed } };
};

const PASSIVES = `(?<verb>${PARTICIPLE}(?: or ${PARTICIPLE})?)`;

const ONE = `(?<state>${PARTICIPLE})`;

/** "an approved request cannot be rejected" */
const refused = reader(
  rule(
    `(?:${DETERMINER})?${ONE} ${np('thing')} ${CANNOT} be `,
    PASSIVES,
    '(?: any ?more| anymore| again)?',
    END,
  ),
  (match) => gate(match, match.groups.state, match.groups.verb, false),
);

/** "a paused subscription can be resumed": from there, too */
const possible = reader(
  rule(`(?:${DETERMINER})?${ONE} ${np('thing')} ${CAN} be `, PASSIVES, END),
  (match) => {
    const read = isState(match.groups.state ?? '')
      ? gate(match, match.groups.state, match.groups.verb, true)
      : undefined;
    return read?.behaviour?.kind === 'gate'
      ? { ...read, behaviour: { ...read.behaviour, also: true } }
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
  rule(SUBJECT, `${CAN} (?:only )?be `, PASSIVES, ` (?:only )?(?:after|once|when|if) ${WAS}`, ONE, END),
  (match) => gate(match, match.groups.state, match.groups.verb, true),
);

/** "an order must be paid before it is shipped" */
const before = reader(
  rule(SUBJECT, `(?:must|has to|have to|needs to) be `, ONE, ` before ${WAS}(?:can be )?`, PASSIVES, END),
  (match) => gate(match, match.groups.state, match.groups.verb, true),
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
    ` (?:until|before|unless|as long as it is not) ${WAS}`,
    ONE,
    END,
  ),
  (match) => gate(match, match.groups.state, match.groups.verb, false),
);

export const gateReaders: readonly Reader[] = [
  frozenState,
  frozenAfter,
  frozenOnce,
  refused,
  possible,
  onlyFrom,
  onlyAfter,
  before,
  until,
  afterwards,
];

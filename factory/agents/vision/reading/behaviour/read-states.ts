import { OPERATIONAL, verbOf } from '../verbs.ts';
import { infinitive, reader, rule, type Match, type Read, type Reader } from './clause-match.ts';
import { CAN, CANNOT, DETERMINER, END, NAME_WORD, namesOf, np, PARTICIPLE, SUBJECT } from './grammar.ts';
import { STATE_NOUN } from './state-noun.ts';

/** Classes whose participles say what was done to a thing, not where it stands. */
const NO_STATE = new Set(['calculation', 'integration', 'notification', 'validation', 'permission']);
const OPINIONS =
  /^(?:rate|review|comment|follow|share|like|react|translate|use|name|call|need|want|set|make|describe|identify|define|base|relate|include)$/;

/** Participles that join a thing to what is known of it. */
const STRUCTURAL =
  /^(?:identified|described|characteri[sz]ed|defined|called|named|based|related|associated|linked|connected|contained|included|meant|intended|expected|supposed|allowed|permitted|required|needed|used|made|made up|known|located|interested|concerned|involved|limited|supported)$/;

/** Whether a participle can be a state: "approved", not "found". */
export const isState = (participle: string): boolean => {
  const verb = verbOf(participle.split(' ')[0] ?? '');
  if (participle === 'sent') return true;
  if (STRUCTURAL.test(participle)) return false;
  if (!verb) return true;
  return !OPERATIONAL.has(verb.class) && !NO_STATE.has(verb.class) && !OPINIONS.test(verb.lemma);
};

/** Whether doing a verb brings a thing to another state. */
export const isStateVerb = (verb: string): boolean => {
  const known = verbOf(verb.split(' ')[0] ?? '');
  return verb === 'send' || (known?.class === 'workflow' && !OPINIONS.test(known.lemma));
};

const JOIN = '(?: ,)?(?: (?:and|or|then|finally|later|to|be|into|through|from|either))*';
const list = (item: string): string =>
  `(?<list>(?:then |first |initially |either )?${item}(?:(?: ,| and| or| then| to)${JOIN} ${item})+)`;
const STATE_ITEM = `(?:(?:in|on|not|no|under|being) )?${NAME_WORD}(?: ${NAME_WORD})?`;

const itemsOf = (text: string): string[] =>
  text
    .split(/ ?,(?: |$)| (?:and|or|then|to|finally|later)(?= )/)
    .map((item) =>
      item
        .replace(
          /^ ?(?:(?:and|or|then|finally|first|initially|either|to|be|later|into|through|from|an?|the) )+/,
          '',
        )
        .trim(),
    )
    .filter((item) => item !== '' && !/^(?:and|or|then|finally|later|to|be)$/.test(item));

const endsOpen = (text: string): boolean => /\bor\b/.test(text);

const statesOf = (match: Match, object: string | undefined): Read | undefined => {
  const text = match.groups.list ?? '';
  const states = itemsOf(text);
  if (!object || states.length < 2) return undefined;
  return { object, behaviour: { kind: 'states', states, otherwise: endsOpen(text) } };
};

const CONCERNS = new Set(['change', 'remove', 'view', 'find', 'export']);

/** Whether participles are the way of a thing rather than what can be done with it. */
const isWay = (states: readonly string[]): boolean => {
  const telling = states.filter(isState);
  if (telling.length === states.length) return true;
  const concerns = states.filter((state) => CONCERNS.has(verbOf(state)?.class ?? ''));
  return telling.length >= 2 || (telling.length === 1 && concerns.length === 0 && !isState(states[0] ?? ''));
};

/** "it is drafted, sent, paid or cancelled" */
const passive = reader(
  rule(
    SUBJECT,
    `(?:is|are|gets?|becomes?|(?:can|may|must|will) be) `,
    list(PARTICIPLE),
    `(?: by ${np('actor')})?`,
    END,
  ),
  (match) => {
    const states = itemsOf(match.groups.list ?? '');
    const can = / (?:can|may) be /.test(match.text);
    if (!isWay(states)) return undefined;
    if (states.length > 2 && (!can || endsOpen(match.groups.list ?? ''))) return statesOf(match, match.thing);
    if (!can && !endsOpen(match.groups.list ?? '')) return statesOf(match, match.thing);
    if (!match.thing) return undefined;
    const verbs = states.map((state) => infinitive(match.scan, state));
    const steps = !endsOpen(match.groups.list ?? '');
    const actor = match.groups.actor ? { actor: match.scan.tagger.singular(match.groups.actor) } : {};
    return { object: match.thing, ...actor, behaviour: { kind: 'moves', verbs, steps } };
  },
);

const STATE_WORD = '(?:an? )?(?:(?:in|under|on) )?[a-z][a-z-]+';
const ADJECTIVE =
  /^(?:open|active|pending|current|new|available|ready|live|done|draft|inactive|unavailable|(?:in|under|on) [a-z]+)$/;

/** "a subscription is active, paused or cancelled" */
const standing = reader(
  rule(SUBJECT, '(?:is|are|can be|may be|must be) (?:either )?', list(STATE_WORD), END),
  (match) => {
    const text = match.groups.list ?? '';
    const states = itemsOf(text);
    const known = states.filter((state) => ADJECTIVE.test(state) || PARTICIPLES.test(state));
    const telling = states.some(
      (state) => /^(?:open|active|pending|in progress|draft|done)$/.test(state) || PARTICIPLES.test(state),
    );
    return endsOpen(text) && telling && known.length === states.length
      ? statesOf(match, match.thing)
      : undefined;
  },
);
const PARTICIPLES = new RegExp(`^${PARTICIPLE}$`);

const OWNED_STATE = `(?:(?:${SUBJECT})(?:has|have) (?:one of )?(?:an?|the|these|following) |(?:the|its|their|an?|every|each) (?:possible )?|${np('owner')}(?:'s|') )?${STATE_NOUN}(?:s|es)?(?: of ${np('of')})?`;

const ownerOf = ({ scan, groups, thing }: Match): string | undefined => {
  const owner = groups.owner ?? groups.of;
  return owner ? scan.tagger.singular(owner) : thing;
};

/** "its status is one of open, paid or cancelled", "states: open then in progress then done" */
const named = reader(
  rule(
    OWNED_STATE,
    '(?: :| \\(| (?:(?:which|that) )?(?:is|are|can be|may be|must be|takes?|goes?|moves?|runs?|changes?)| of| from)(?: :| either| one of| any of| of| from| the values?| through)*(?: :| \\()? ',
    list(STATE_ITEM),
    END,
  ),
  (match) => statesOf(match, ownerOf(match)),
);

/** "goes from open to paid", "passes through requested, confirmed and done" */
const passing = reader(
  rule(
    SUBJECT,
    `(?:(?:can|may|must|will) )?(?:go|goes|move|moves|pass|passes|progress|progresses|run|runs|change|changes|advances?|transitions?) (?:from|through)(?: the (?:states|stages|steps|phases|statuses))?(?: :)? `,
    list(STATE_ITEM),
    END,
  ),
  (match) => statesOf(match, match.thing),
);

/** "a booking can be cancelled", "requests are approved by managers" */
const single = reader(
  rule(
    SUBJECT,
    `(?:(?:can|may|must|will|has to|have to|needs? to) (?:also |then |later |still |first )?be|(?:is|are)) (?<verb>${PARTICIPLE})(?: by ${np('actor')})?`,
    END,
  ),
  ({ scan, groups, thing, text }) => {
    const verb = groups.verb ?? '';
    const work = groups.actor !== undefined && verbOf(verb)?.class === 'workflow';
    if (
      !thing ||
      (!isState(verb) && !work) ||
      (/ (?:is|are) /.test(text) && !groups.actor && !isStateVerb(infinitive(scan, verb)))
    )
      return undefined;
    const actor = groups.actor ? { actor: scan.tagger.singular(groups.actor) } : {};
    return {
      object: thing,
      ...actor,
      behaviour: { kind: 'moves', verbs: [infinitive(scan, verb)], steps: false },
    };
  },
);

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
  ({ groups, thing }) => (isState(groups.state ?? '') ? frozen(thing, groups.state) : undefined),
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
  onlyFrom,
  onlyAfter,
  before,
  until,
  afterwards,
];

export const stateReaders: readonly Reader[] = [passive, standing, named, passing, single];

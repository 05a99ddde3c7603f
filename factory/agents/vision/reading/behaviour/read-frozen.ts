import { reader, rule, type Match, type Read, type Reader } from './clause-match.ts';
import { CAN, CANNOT, DETERMINER, END, NAME_WORD, PARTICIPLE, SUBJECT, namesOf, np } from './grammar.ts';
import { verbOf, type VerbClass } from '../verbs.ts';
import { NOMINAL } from './state-noun.ts';
import { isState } from './state-words.ts';

const EDITED =
  '(?:changed?|edited|edit|modified|modify|altered|alter|updated?|amended|amend|revised?|deleted?|removed?|erased?)';
const EDITS = `${EDITED}(?:(?: ,)? (?:or|and) ${EDITED})?`;

const CHANGE = `(?:be )?${EDITS}(?: any ?more| anymore| again| afterwards)?`;

const NOT_CHANGE = `(?:${CANNOT} ${CHANGE}|(?:is|are|becomes?|stays?) (?:immutable|final|frozen|read-only|locked|unchangeable|fixed))`;

const frozen = (object: string | undefined, state: string | undefined): Read | undefined =>
  object && state ? { object, behaviour: { kind: 'frozen', states: namesOf(state) } } : undefined;

const PUT_IN = new Set<VerbClass>(['log', 'record', 'track']);

/** "cannot be changed after it was recorded": from the beginning, so never. */
const neverChanged = (object: string | undefined): Read | undefined =>
  object
    ? { object, verb: 'change', class: 'change', constraints: [{ kind: 'never', value: 'change' }] }
    : undefined;

const STATES = `(?<state>${PARTICIPLE}(?: or ${PARTICIPLE})?)`;

export const WAS = '(?:(?:it|they) (?:is|are|was|were|has been|have been) |being |it )?';

/** "published posts cannot be deleted" says nothing of changes. */
const REMOVALS =
  /^(?!.* (?:that|which) )(?!.*(?:chang|edit|modif|alter|updat|amend|revis)).*(?:delet|remov|eras)/;

/** "that was sent", "which has been approved": how the thing stands, behind it. */
export const RELATIVE = '(?:that|which) (?:is|are|was|were|has been|have been)';

/** "a sent invoice can no longer change", "an invoice that was sent cannot be edited" */
const frozenState = reader(
  rule(
    `(?:(?:${DETERMINER})?${STATES} ${np('thing')}|${np('thing')} ${RELATIVE} ${STATES}) ${NOT_CHANGE}`,
    END,
  ),
  ({ groups, thing, text }) =>
    (isState(groups.state ?? '') || groups.state === 'submitted') && !REMOVALS.test(text)
      ? frozen(thing, groups.state)
      : undefined,
);

/** "a rate cannot change after it was published" */
const frozenAfter = reader(
  rule(SUBJECT, `${NOT_CHANGE} (?:after|once|when|as soon as|if) (?:${WAS})`, STATES, END),
  ({ groups, thing }) =>
    PUT_IN.has(verbOf(groups.state ?? '')?.class ?? 'build')
      ? neverChanged(thing)
      : frozen(thing, groups.state),
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

const DRAFT = `(?:an? |still (?:an? )?|in )?(?<state>${PARTICIPLE}|${NOMINAL})`;

const onlyThen = (match: Match): Read | undefined => {
  const { state } = match.groups;
  return match.thing && state
    ? { object: match.thing, behaviour: { kind: 'frozen', states: [], except: [state] } }
    : undefined;
};

/** "a note can be edited only while it is a draft", "can only be deleted if it is open" */
const editedOnly = reader(
  rule(
    SUBJECT,
    `${CAN} (?:only be ${EDITS} (?:only )?|be ${EDITS} only )(?:while|if|when|as long as|whilst|in case) (?:it|they) (?:is|are) ${DRAFT}`,
    END,
  ),
  onlyThen,
);

/** "only drafts can be edited", "only open orders can be changed" */
const onlyEdited = reader(
  rule(`only (?:${DETERMINER})?(?<state>${PARTICIPLE}|${NOMINAL}) ${np('thing')} ${CAN} be ${EDITS}`, END),
  onlyThen,
);

/** "can be edited until it is sent", "may be deleted unless it was approved" */
const editedUntil = reader(
  rule(
    SUBJECT,
    `${CAN} (?:only )?be ${EDITS} (?:at )?(?:any ?time )?(?:until|till|before|unless|as long as (?=(?:it|they) (?:is|are|was|were|has|have) not )) ?(?:it|they) (?:is|are|was|were|has been|have been|gets|get) (?:not )?`,
    STATES,
    END,
  ),
  ({ groups, thing }) => frozen(thing, groups.state),
);

/** What can no longer be changed, or only as long as it is something. */
export const frozenReaders: readonly Reader[] = [
  frozenState,
  frozenAfter,
  frozenOnce,
  editedOnly,
  onlyEdited,
  editedUntil,
];

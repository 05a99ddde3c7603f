import { IRREGULAR_PARTICIPLES, irregularParticiple } from '../../reading/irregular-participles.ts';
import type { Tagger } from '../../reading/tag-words.ts';
import { participleOf, verbOf } from '../../reading/verbs.ts';

/** Verbs that end something otherwise than it was meant to end. */
const REFUSALS =
  /^(?:cancel|reject|decline|refuse|abandon|expire|deny|revoke|void|abort|fail|discard|dismiss|withdraw|lapse|lose|forfeit)$/;
/** Verbs that end what went as it was meant to go, at whatever point. */
const ENDINGS =
  /^(?:terminate|close|expire|end|finish|complete|archive|retire|resolve|lapse|fulfil|fulfill|settle)$/;
/** Verbs that interrupt; what they interrupt can be resumed. */
const PAUSES = /^(?:pause|suspend|hold|block|lock|deactivate|disable|interrupt|mark on hold)$/;
/** They answer the same question as their counterpart, and no later. */
const ANSWERS = /^(?:reject|decline|refuse|deny|dismiss)$/;
const YES = /^(?:approve|accept|confirm|grant|agree|pass)$/;
const BACK =
  /^(?:reopen|reactivate|unlock|unblock|resume|restore|reset|release|return|check in|re-open|unpublish)$/;
/** Verbs that let something out of hand: before, it was a draft. */
const OUT_OF_HAND = /^(?:publish|send|issue|submit|sign|release|post|mail)$/;

export const isRefusal = (verb: string): boolean => REFUSALS.test(verb);
export const isEnding = (verb: string): boolean => ENDINGS.test(verb);
export const isPause = (verb: string): boolean => PAUSES.test(verb);
export const isAnswer = (verb: string): boolean => ANSWERS.test(verb);
export const isYes = (verb: string): boolean => YES.test(verb);
export const leadsBack = (verb: string): boolean => BACK.test(verb);
export const isOutOfHand = (verb: string): boolean => OUT_OF_HAND.test(verb);

/** Verbs that lead to a state whose name is no participle. */
const ADJECTIVES: Record<string, string> = {
  'in progress': 'start',
  'in process': 'start',
  'in review': 'review',
  'under review': 'review',
  doing: 'start',
  done: 'finish',
  finished: 'finish',
  open: 'open',
  active: 'activate',
  inactive: 'deactivate',
  available: 'make available',
  unavailable: 'make unavailable',
  ready: 'make ready',
  live: 'publish',
  final: 'finalise',
  ongoing: 'start',
  running: 'start',
};

const IRREGULAR = new RegExp(`^(?:${IRREGULAR_PARTICIPLES})$`);

/** "sent" → "send", "in progress" → "start", "new" → "mark new". */
export const verbOfState = (state: string, tagger: Tagger): string => {
  const known = ADJECTIVES[state];
  if (known) return known;
  const [first = '', ...rest] = state.split(' ');
  const particle = rest.length === 0 || /^(?:in|out|up|off|back|over|down)$/.test(rest.join(' '));
  if (particle && (/[a-z]ed$/.test(first) || IRREGULAR.test(first) || verbOf(first)?.form === 'participle'))
    return [verbOf(first)?.lemma ?? tagger.infinitive(first), ...rest].join(' ');
  return `mark ${state}`;
};

const DOUBLED =
  /^(?:cancel|ship|stop|submit|permit|transfer|log|plan|commit|refer|drop|enrol|admit|tag|travel|refill|scan|pin|top|flag|control|label|model|trap|wrap|zip|equip|occur|prefer|defer|rebut|omit|remit|swap|skip|snap|clip|ban|bar)$/;

/** "scrap", "plan": one short syllable doubles its last letter. */
const isShort = (verb: string): boolean => /^[^aeiou]*[aeiou][bdfglmnprtz]$/.test(verb);

/** "send" → "sent", "check in" → "checked in", "mark new" → "new". */
export const stateOfVerb = (verb: string): string => {
  if (verb.startsWith('mark ')) return verb.slice('mark '.length);
  const adjective = Object.entries(ADJECTIVES).find(([, each]) => each === verb && verb.startsWith('make '));
  if (adjective) return adjective[0];
  const [first = '', ...rest] = verb.split(' ');
  const regular = verbOf(first)
    ? participleOf(first)
    : DOUBLED.test(first) || isShort(first)
      ? `${first}${first.at(-1)}ed`
      : /[^aeiou]y$/.test(first)
        ? `${first.slice(0, -1)}ied`
        : `${first.replace(/e$/, '')}ed`;
  return [irregularParticiple(first) ?? regular, ...rest].join(' ');
};

const ENDED = /^(?:done|finished|completed|complete|ended|concluded)$/;
const ENDS_IT = /^(?:do|finish|complete|end|conclude)$/;
const BEGUN = /^(?:doing|in progress|in process|started|begun|running|ongoing|underway)$/;
const BEGINS_IT = /^(?:start|begin|commence)$/;

/** Whether a verb leads to a state by what both mean: "complete" to "done". */
export const means = (verb: string, state: string): boolean =>
  stateOfVerb(verb) === state ||
  (ENDS_IT.test(verb) && ENDED.test(state)) ||
  (BEGINS_IT.test(verb) && BEGUN.test(state));

/** Where a thing is when nobody has it: whatever takes it away, it comes back there. */
export const isAtHome = (state: string): boolean =>
  /^(?:available|free|vacant|idle|in stock|(?:in|on|at) (?:the )?(?!progress|process|review|hold|transit|work|draft)[a-z-]+)$/.test(
    state,
  );

/** "make available"; where it is a place, it is brought back there. */
export const backTo = (state: string): string => (/^(?:in|on|at) /.test(state) ? 'return' : `make ${state}`);

/** Verbs that put off an end without being one. */
export const prolongs = (verb: string): boolean =>
  /^(?:extend|renew|prolong|postpone|defer|remind|adjourn|escalate)$/.test(verb);

/** Words for "not ended yet". */
export const isOpenWord = (state: string): boolean =>
  /^(?:open|active|pending|current|outstanding|live|ongoing|running|upcoming|future|valid)$/.test(state);

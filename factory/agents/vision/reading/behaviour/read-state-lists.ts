import { NOMINAL_STATES } from './state-noun.ts';
import { matchAt, reader, rule, type Reader } from './clause-match.ts';
import { END, NAME_WORD, np, PARTICIPLE, SUBJECT } from './grammar.ts';
import { isState } from './state-words.ts';

/** "in transit", "in the cabinet", "on hold": where or how a thing is. */
const PLACE = `(?:in|on|under|at|out of|off|not) (?:the )?${NAME_WORD}`;
const ITEM = `(?:an? )?(?:${PARTICIPLE}|${PLACE}|${NAME_WORD}(?! ${NAME_WORD}))`;
const STATES = rule(
  SUBJECT,
  '(?:is|are|can be|may be|must be|will be) (?:(?:either|always|initially|first) )*',
  `(?<list>${ITEM}(?:(?: ,)? (?:and then|then|or|and|,) (?:then |finally |later |either )*${ITEM})+)`,
  END,
);

const PARTICIPLES = new RegExp(`^${PARTICIPLE}$`);
const PLACES = new RegExp(`^${PLACE}$`, 'u');

const itemsOf = (list: string): string[] =>
  list
    .split(/ ?, ?|(?<=\S) (?:and then|then|or|and)(?= )/)
    .map((item) => item.replace(/^ ?(?:(?:and|or|then|finally|later|either|an?) )*/, '').trim())
    .filter((item) => item !== '');

/** Whether a word by itself says how a thing stands. */
const tellsState = (item: string): boolean =>
  NOMINAL_STATES.test(item) || PLACES.test(item) || (PARTICIPLES.test(item) && isState(item));

/** Whether all could be states: of one kind, or told by one of them. */
const areStates = (items: readonly string[]): boolean => {
  const telling = items.filter(tellsState).length;
  // "registered" may be what was done with a thing, unless what stands beside it says where the thing is.
  const needed = items.some((item) => PARTICIPLES.test(item) && !tellsState(item)) ? 2 : 1;
  return (
    items.length > 1 &&
    telling >= needed &&
    items.every((item) => tellsState(item) || PARTICIPLES.test(item) || !item.includes(' '))
  );
};

/** "repair open, in progress, done", "tickets: new / assigned / closed": nothing else is in the sentence. */
const TELEGRAM = rule(
  `(?:(?:the )?(?:states|statuses|stages) of )?${np('thing', 1)}(?: :)? `,
  `(?<list>${ITEM}(?: ,(?: or| and)? ${ITEM}){1,}(?: or ${ITEM})?)`,
  '(?= [.;]|$)',
);
/** Adjectives that say how far a thing has come. */
const BEGINS =
  /^(?:new|open|draft|todo|pending|active|available|free|idle|ready|waiting|planned|offline|online|on)$/;

export const telegram: Reader = (scan, at) => {
  if (at > 0) return undefined;
  return reader(TELEGRAM, ({ groups, thing }) => {
    const states = itemsOf(groups.list ?? '');
    const [first = ''] = states;
    const begins = BEGINS.test(first) || tellsState(first);
    if (!thing || states.length < 3 || !begins || states.filter(tellsState).length < 2) return undefined;
    return areStates(states)
      ? { object: thing, behaviour: { kind: 'states', states, otherwise: / or /.test(groups.list ?? '') } }
      : undefined;
  })(scan, at);
};

/** "a parcel is registered, in transit, delivered or returned", "a post is a draft or published": one or the other. */
export const stateList: Reader = (scan, at) => {
  const match = matchAt(scan, at, STATES);
  const list = match?.groups.list ?? '';
  const states = itemsOf(list);
  const otherwise = / or /.test(list);
  const inTurn = / then /.test(list);
  if (!match || (!otherwise && !inTurn) || !areStates(states)) return undefined;
  // "can be changed or deleted" says what is done, not how it stands.
  if (/^(?:\S+ ){0,4}?(?:can|may) be /.test(match.text) && states.every((state) => PARTICIPLES.test(state)))
    return undefined;
  return reader(STATES, ({ thing }) =>
    thing ? { object: thing, behaviour: { kind: 'states', states, otherwise } } : undefined,
  )(scan, at);
};

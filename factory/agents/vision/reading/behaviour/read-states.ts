import { verbOf } from '../verbs.ts';
import { infinitive, reader, rule, type Match, type Read, type Reader } from './clause-match.ts';
import { DETERMINER, END, NAME_WORD, PARTICIPLE, SUBJECT, np } from './grammar.ts';
import { stateList, telegram } from './read-state-lists.ts';
import { STATE_NOUN } from './state-noun.ts';
import { isState, isStateVerb } from './state-words.ts';

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
    const { groups, scan, text, thing } = match;
    const states = itemsOf(groups.list ?? '');
    if (!thing || !isWay(states)) return undefined;
    const open = endsOpen(groups.list ?? '');
    const can = / (?:can|may) be /.test(text);
    // "can be tested, sold or scrapped" does not say in which order.
    if (!can && (!open || states.length > 2)) return statesOf(match, thing);
    const verbs = states.map((state) => infinitive(scan, state));
    const actor = groups.actor ? { actor: scan.tagger.singular(groups.actor) } : {};
    return { object: thing, ...actor, behaviour: { kind: 'moves', verbs, steps: !open } };
  },
);

const OWNED_STATE = `(?:(?:${SUBJECT})(?:has|have) (?:one of )?(?:an?|the|these|following) |(?:the|its|their|an?|every|each) (?:possible )?|${np('owner')}(?:'s|') )?${STATE_NOUN}(?:s|es)?(?: of ${np('of')})?`;

const ownerOf = ({ scan, groups, thing }: Match): string | undefined => {
  const owner = groups.owner ?? groups.of;
  return owner ? scan.tagger.singular(owner) : thing;
};

/** "its status is one of open, paid or cancelled", "states: open then in progress then done" */
export const named = reader(
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
    `(?:(?:can|may|must|will|has to|have to|needs? to) (?:also |then |later |still |first )?be|(?:is|are)) (?<verb>${PARTICIPLE})(?: by ${np('actor')}(?: or (?:by )?(?:${DETERMINER})?${NAME_WORD}(?: ${NAME_WORD})?)?)?`,
    `${END}(?! or (?:by )?(?:an?|the) )`,
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

export const stateReaders: readonly Reader[] = [telegram, stateList, passive, named, passing, single];

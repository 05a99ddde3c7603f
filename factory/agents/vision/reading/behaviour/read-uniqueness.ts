import { infinitive, reader, rule, type Reader } from './clause-match.ts';
import { CAN, CANNOT, DETERMINER, END, NAME_WORD, VERB, namesOf, np } from './grammar.ts';
import { takenTwice } from './read-taken-twice.ts';
import { noDouble, notTwice, overlapping } from './read-overlaps.ts';

const NOUN = `(?:${DETERMINER})?${NAME_WORD}(?: ${NAME_WORD}){0,2}?`;

const NOUNS = `(?<names>${NOUN}(?:(?: ,(?: and)?| and| per) ${NOUN}){0,3})`;

const TWO = `(?<names>${NOUN}(?: , ${NOUN})*(?: and| per) ${NOUN})`;

/** What is kept by other things is a value by itself. */
const MEASURE = { kind: 'measure', value: 'value' };

const unique = (
  object: string | undefined,
  names: readonly string[],
  singular: (noun: string) => string,
  verb?: string,
) =>
  object && names.length > 0
    ? {
        object,
        behaviour: { kind: 'unique' as const, attributes: names.map(singular), ...(verb ? { verb } : {}) },
      }
    : undefined;

/** "rates per currency pair and day": a plural and what it is kept by. */
const kept = reader(
  rule(
    `(?:we keep |keep |it keeps |store |it stores )?(?<thing>${NAME_WORD}(?: ${NAME_WORD})?) per `,
    TWO,
    END,
  ),
  ({ scan, groups, thing }) =>
    scan.tagger.singular(groups.thing ?? '') !== groups.thing
      ? {
          ...unique(thing, namesOf(groups.names ?? ''), scan.tagger.singular),
          constraints: [MEASURE],
        }
      : undefined,
);

/** "only one vote per member and poll", "there is exactly one rate per day" */
export const one = reader(
  rule(
    `(?:there (?:is|can be|may be|must be) )?(?:(?:only|exactly|just|at most|no more than) )?one ${np('thing', 2)} (?:is allowed |exists )?(?:per|for each|for every|for) `,
    NOUNS,
    END,
  ),
  ({ scan, groups, thing, text }) => {
    const read = unique(thing, namesOf(groups.names ?? ''), scan.tagger.singular);
    return read && text.startsWith('one ') ? { ...read, constraints: [MEASURE] } : read;
  },
);

/** "each member can vote only once per poll", "a customer may review a product only once" */
export const once = reader(
  rule(
    `${np('actor')} (?:${CAN} )?(?:only )?(?<verb>${VERB}) (?:(?:for |in |on |to )?${np('what')} )?(?:only |just |at most |exactly )?once(?: (?:per|for each|for every|for|in each|in every|in a) ${np('per')})?`,
    END,
  ),
  ({ scan, groups, text }) => {
    const names = [groups.actor, groups.per ?? groups.what].flatMap((name) => name ?? []);
    if (/^(?:calendar )?(?:hour|day|week|month|year)$/.test(groups.per ?? '')) return undefined;
    if (names.length < 2 || !/ (?:only|just|most|exactly) /.test(text)) return undefined;
    const verb = infinitive(scan, groups.verb ?? '');
    return {
      ...unique(verb, names, scan.tagger.singular, verb),
      verb,
      actor: scan.tagger.singular(groups.actor ?? ''),
      aside: true,
    };
  },
);

/** "a candidate may not apply twice for the same job" */
const neverTwice = reader(
  rule(
    `${np('actor', 1)} ${CANNOT} (?<verb>${VERB}) (?:(?:twice|more than once|again) (?:(?:for|in|on|to|at) )?|(?:(?:for|in|on|to|at) )?(?=.* (?:twice|more than once) ))(?:the same|one) ${np('what', 1)}(?: (?:twice|more than once))?`,
    END,
  ),
  ({ scan, groups }) => {
    const verb = infinitive(scan, groups.verb ?? '');
    return {
      ...unique(verb, [groups.actor ?? '', groups.what ?? ''], scan.tagger.singular, verb),
      verb,
      actor: scan.tagger.singular(groups.actor ?? ''),
      aside: true,
    };
  },
);

/** "the combination of room and day is unique", "room and day together are unique" */
const combination = reader(
  rule(
    `(?:the )?(?:combination|pair) of `,
    TWO,
    ` (?:is|must be|has to be|should be) unique(?: for ${np('thing')})?`,
    END,
  ),
  ({ scan, groups, thing }) => unique(thing, namesOf(groups.names ?? ''), scan.tagger.singular),
);

const together = reader(
  rule(TWO, ` (?:together|combined) (?:is|are|must be) unique`, END),
  ({ scan, groups }) => unique(scan.memory.thing, namesOf(groups.names ?? ''), scan.tagger.singular),
);

/** "no two seats share the same row and number" */
const noTwo = reader(
  rule(
    `(?:no two|two) ${np('thing', 2)} (?:(?:can|may|must|${CANNOT}) )?(?:not )?(?:have|share|with|on|for) (?:the same )?`,
    NOUNS,
    END,
  ),
  ({ scan, groups, thing, text }) =>
    text.startsWith('no ') || / not |cannot|never/.test(text)
      ? unique(thing, namesOf(groups.names ?? ''), scan.tagger.singular)
      : undefined,
);

/** "the number is unique per customer" */
const within = reader(
  rule(
    `(?:the|its|an?) (?<attribute>${NAME_WORD}(?: ${NAME_WORD})?)(?: of ${np('thing')})? (?:is|must be) unique (?:per|within|for each|in) `,
    NOUNS,
    END,
  ),
  ({ scan, groups, thing }) =>
    unique(thing, [groups.attribute ?? '', ...namesOf(groups.names ?? '')], scan.tagger.singular),
);

export const uniquenessReaders: readonly Reader[] = [
  overlapping,
  noDouble,
  notTwice,
  takenTwice,
  once,
  neverTwice,
  one,
  combination,
  together,
  noTwo,
  within,
  kept,
];

import { readAttributes } from '../attribute-list.ts';
import type { Scan } from '../scan.ts';
import { matchAt, rule, write, type Match, type Reader } from './clause-match.ts';
import { NAME_WORD, SUBJECT } from './grammar.ts';

const SEVERAL =
  '(?:one or more |one or several |zero or more |several |many |multiple |various |any number of |at least one |a list of |a number of |a set of |a collection of |its |some |the )*';
const PARTS = rule(
  SUBJECT,
  '(?:(?:also|always|can|may|must|should|will) )*(?:has|have|contains?|consists? of|is made up of|are made up of|comprises?|includes?|carry|carries) ',
  `(?<several>${SEVERAL})(?<part>${NAME_WORD}(?: ${NAME_WORD})?)(?: ,)?(?: (?:each|all|every one))? (?:with|having|of which each has|which each have|that each have|which have|that have|who have|each of which has) `,
);
const OPTIONAL = /\b(?:any number of|zero or more|can|may)\b/;

/** "a recipe has a name and ingredients, each with a name and an amount": attributes first. */
const LATER = rule(
  SUBJECT,
  '(?:has|have|contains?|consists? of|comprises?|includes?) ',
  `(?<before>[^;.:()]{1,120}?)(?: ,)? (?:and |, )(?<several>${SEVERAL})(?<part>${NAME_WORD}(?: ${NAME_WORD})?)(?: ,)? (?:(?:each|all) )?(?:with|having|of which has|which has) `,
);

/** The list up to ", and" after an item with an "and" of its own: "ingredients with a name and an amount, and steps". */
const innerEnd = ({ words }: Scan, from: number): number => {
  const joined = words.findIndex(({ lower }, index) => index > from && lower === 'and');
  const outer = words.findIndex(
    ({ lower }, index) => index > joined && lower === 'and' && (words[index - 1]?.close ?? '').includes(','),
  );
  return joined < 0 || outer < 0 ? words.length : outer;
};

/** The same sentence, read no further than to a word. */
const upTo = (scan: Scan, end: number): Scan => ({ ...scan, words: scan.words.slice(0, end) });

const readFound = (scan: Scan, at: number, match: Match): number | undefined => {
  const { part = '', several = '', before } = match.groups;
  const one = scan.tagger.singular(part);
  if (!match.thing || one === part || scan.tagger.plural(one) !== part) return undefined;
  const used = [...scan.used];
  const end = innerEnd(scan, match.next);
  const { attributes, constraints, next } = readAttributes(upTo(scan, end), match.next, true);
  if (attributes.length === 0) {
    scan.used.splice(0, used.length, ...used);
    return undefined;
  }
  const required = !OPTIONAL.test(`${several} ${match.text}`);
  const own =
    before === undefined ? undefined : readAttributes(upTo(scan, partAt(match)), startOf(scan, at), false);
  const more = own && end < scan.words.length ? readAttributes(scan, end, false) : undefined;
  const written = write(match, [
    ...(own
      ? [
          {
            object: match.thing,
            attributes: [...own.attributes, ...(more?.attributes ?? [])].filter((name) => name !== part),
            constraints: [...own.constraints, ...(more?.constraints ?? [])].filter(
              ({ kind, value }) => kind !== 'list' || value !== part,
            ),
          },
        ]
      : []),
    { object: match.thing, behaviour: { kind: 'parts', part: one, attributes, constraints, required } },
  ]);
  const last = scan.drafts.at(-1);
  if (last) last.to = next;
  return Math.max(written, next, more?.next ?? 0);
};

/** Where the name of the part stands. */
const partAt = ({ scan, at, next, groups }: Match): number => {
  const first = groups.part?.split(' ')[0];
  const found = scan.words.findIndex(({ lower }, index) => index > at && index < next && lower === first);
  return found < 0 ? next : found;
};

/** Where the attributes of "… has a name and …" begin. */
const startOf = (scan: Scan, at: number): number => {
  const verb = scan.words.findIndex(
    ({ lower }, index) => index >= at && /^(?:has|have|contains?|of|comprises?|includes?)$/.test(lower),
  );
  return verb + 1;
};

/** "an invoice has lines with quantity and unit price": several parts that live with their thing. */
export const readParts: Reader = (scan, at) => {
  for (const pattern of [PARTS, LATER]) {
    const match = matchAt(scan, at, pattern);
    const next = match && readFound(scan, at, match);
    if (next !== undefined) return next;
  }
  return undefined;
};

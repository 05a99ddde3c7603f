import { readAttributes } from '../attribute-list.ts';
import { matchAt, rule, write, type Reader } from './clause-match.ts';
import { NAME_WORD, SUBJECT } from './grammar.ts';

const SEVERAL =
  '(?:one or more |one or several |zero or more |several |many |multiple |various |any number of |at least one |a list of |a number of |a set of |a collection of |its |some |the )*';
const PARTS = rule(
  SUBJECT,
  '(?:(?:also|always|can|may|must|should|will) )*(?:has|have|contains?|consists? of|is made up of|are made up of|comprises?|includes?|carry|carries) ',
  `(?<several>${SEVERAL})(?<part>${NAME_WORD}(?: ${NAME_WORD})?)(?: ,)?(?: (?:each|all|every one))? (?:with|having|of which each has|which each have|that each have|which have|that have|who have|each of which has) `,
);
const OPTIONAL = /\b(?:any number of|zero or more|can|may)\b/;

/** "an invoice has lines with quantity and unit price": several parts that live with their thing. */
export const readParts: Reader = (scan, at) => {
  const match = matchAt(scan, at, PARTS);
  const { part = '', several = '' } = match?.groups ?? {};
  const one = scan.tagger.singular(part);
  if (!match?.thing || one === part || scan.tagger.plural(one) !== part) return undefined;
  const before = [...scan.used];
  const { attributes, constraints, next } = readAttributes(scan, match.next, true);
  if (attributes.length === 0) {
    scan.used.splice(0, before.length, ...before);
    return undefined;
  }
  const required = !OPTIONAL.test(`${several} ${match.text}`);
  const end = write({ ...match, next: match.next }, [
    { object: match.thing, behaviour: { kind: 'parts', part: one, attributes, constraints, required } },
  ]);
  const last = scan.drafts.at(-1);
  if (last) last.to = next;
  return Math.max(end, next);
};

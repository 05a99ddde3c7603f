import { readAttributes } from '../attribute-list.ts';
import { infinitive, matchAt, rule, write, type Match, type Reader } from './clause-match.ts';
import { RELATES, RELATES_TO } from './doing-verbs.ts';
import { NAME_WORD, np } from './grammar.ts';
import { isMadeFrom } from './nominal.ts';
import { speaksOfRecord } from './spoken-nominal.ts';

const NOTES = '(?:record|note|enter|capture|document|state|give|provide|log|write down)s?';

const clause = (actor: string): RegExp =>
  rule(
    `(?:an? |the |each |every )?(?<actor>${actor}) (?:can |may |must |should )?(?<verb>[a-z][a-z-]+) ${np('object', 2)} (?:with|by|and (?:then )?${NOTES}) (?=[\\p{L}])`,
  );

const CLAUSES = [clause(NAME_WORD), clause(`${NAME_WORD} ${NAME_WORD}`)];

/** The doing, where its verb or a noun that the text has for its records says so; "submissions" are submitted themselves. */
const doingAt = (match: Match | undefined): string | undefined => {
  const verb = match && infinitive(match.scan, match.groups.verb ?? '');
  if (!match || verb === undefined || RELATES_TO.test(verb)) return undefined;
  if (isMadeFrom(match.scan.tagger.singular(match.groups.object ?? ''), verb)) return undefined;
  return RELATES.test(verb) || speaksOfRecord(match.scan, verb) ? verb : undefined;
};

/** "book courts with a coach": one alone may as well be somebody. */
const leastOf = (verb: string): number => (RELATES.test(verb) ? 2 : 1);

/** "guests rate huts with a score and a comment", "wardens inspect cranes and record the load": what is given is known of the record. */
export const readListedDoing: Reader = (scan, at) => {
  const match = CLAUSES.map((each) => matchAt(scan, at, each)).find((each) => doingAt(each) !== undefined);
  const verb = doingAt(match);
  const { actor = '', object = '' } = match?.groups ?? {};
  if (!match || verb === undefined) return undefined;
  const before = [...scan.used];
  const { next, attributes, constraints } = readAttributes(scan, match.next, true);
  if (attributes.length < leastOf(verb)) {
    scan.used.splice(0, before.length, ...before);
    return undefined;
  }
  const doing = { kind: 'doing' as const, verb, object: scan.tagger.singular(object) };
  const who = scan.tagger.singular(actor);
  const read = scan.used.slice(match.next, next);
  if (RELATES.test(verb) && read.includes(false)) {
    scan.used.splice(0, before.length, ...before);
    return undefined;
  }
  const end = write({ ...match, next }, [
    { object: verb, verb, actor: who, aside: true, attributes, constraints, behaviour: doing },
  ]);
  // Words between the values that say something else are left over.
  scan.used.splice(match.next, read.length, ...read);
  return end;
};

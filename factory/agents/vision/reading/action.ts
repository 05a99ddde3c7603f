import { type Acting, readActor } from './actor.ts';
import { clauseEnd } from './clause-end.ts';
import { readForEach } from './for-each.ts';
import { readObjects } from './objects.ts';
import { readOwned } from './owned-attributes.ts';
import { readQuestions } from './questions.ts';
import { draft, lower, type Scan, use } from './scan.ts';
import { type Found, readVerbs } from './verb-list.ts';
import { OPERATIONAL, verbOf } from './verbs.ts';
import { textOf } from './word.ts';
import { nominal, restrict, write, writeProhibition } from './write-operation.ts';

const LOGS: ReadonlySet<string> = new Set(['log', 'record', 'track', 'maintain']);

/** "make them searchable by name": what follows is read as an operation of its own. */
const readMaking = (scan: Scan, at: number, { verb, next }: Found): number | undefined => {
  if (verb.lemma !== 'make' || !/^(?:it|them|these|those)$/.test(lower(scan, next))) return undefined;
  if (verbOf(lower(scan, next + 1))?.form !== 'participle') return undefined;
  use(scan, at, next + 1);
  return next + 1;
};

const isWork = ({ verb }: Found): boolean => OPERATIONAL.has(verb.class) || verb.class === 'build';

const subjectOf = (scan: Scan, at: number): { acting?: Acting; found: Found[] } => {
  const imperative = readVerbs(scan, at, 'any');
  if (imperative.length > 0) return { found: imperative };
  const acting = readActor(scan, at);
  return acting ? { acting, found: readVerbs(scan, acting.next, acting.expects) } : { found: [] };
};

const VIEWS: ReadonlySet<string> = new Set(['view', 'find', 'export']);
const SUMMARY = /^(?:average|mean|median|total|sum|count|percentage|maximum|minimum)(?: |$)/;

/** "managers see the average score per month": worked out over many, nothing to keep. */
const writeSummary = (scan: Scan, at: number, next: number): number => {
  const to = clauseEnd(scan, next);
  use(scan, at, to);
  const value = textOf(scan.words, at, to);
  draft(scan, at, { constraints: [{ kind: 'calculation', value }], to });
  return to;
};

const readOperation = (
  scan: Scan,
  at: number,
  acting: Acting | undefined,
  found: readonly Found[],
  last: Found,
): number | undefined => {
  const read = readObjects(scan, last.next, last.verb);
  if (found.every(({ verb }) => VIEWS.has(verb.class)) && read.names.some((name) => SUMMARY.test(name)))
    return writeSummary(scan, at, last.next);
  const builds = found.some(({ verb }) => verb.class === 'build') && !nominal(scan, read);
  if (builds || (read.names.length === 0 && !scan.memory.thing)) return undefined;
  const verbs = found.map(({ verb }) => verb);
  if (acting?.negated) return writeProhibition(scan, at, verbs, read);
  const owned = readOwned(scan, at, found, read);
  if (owned !== undefined) return owned;
  use(scan, at, last.next);
  const next = write(scan, at, acting?.actor ?? scan.memory.actor, found, read);
  restrict(scan, at, next, acting, verbs);
  return next;
};

/** An operation on a thing, with or without a subject. Answers where it ends; `undefined` where none starts. */
export const readAction = (scan: Scan, at: number): number | undefined => {
  const each = readForEach(scan, at);
  if (each !== undefined) return each;
  const { acting, found } = subjectOf(scan, at);
  const last = found.at(-1);
  if (!last) return undefined;
  if (!found.every(isWork)) return clauseEnd(scan, at);
  const asks = LOGS.has(last.verb.class) && acting?.negated !== true;
  const asked = asks ? readQuestions(scan, at, last.next, last.verb) : readMaking(scan, at, last);
  if (asked !== undefined) return asked;
  const before = [...scan.used];
  const next = readOperation(scan, at, acting, found, last);
  if (next !== undefined) return next;
  scan.used.splice(0, before.length, ...before);
  return clauseEnd(scan, at);
};

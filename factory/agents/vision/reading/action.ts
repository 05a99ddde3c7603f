import { readActor, type Acting } from './actor.ts';
import { readAttributes } from './attribute-list.ts';
import { isExceptedAt } from './behaviour/exceptions.ts';
import { NOMINAL_OPERATIONS } from './containers.ts';
import { CONJUNCTIONS } from './function-words.ts';
import { startsClause } from './clause-start.ts';
import { readModifiers } from './modifiers.ts';
import { nounPhrase, pauses } from './noun-phrase.ts';
import { readObjects, type Objects } from './objects.ts';
import { readOwned } from './owned-attributes.ts';
import { forbidden } from './prohibition.ts';
import { readQuestions } from './questions.ts';
import { ahead, closing, draft, lower, use, type Draft, type Scan } from './scan.ts';
import { readVerbs, type Found } from './verb-list.ts';
import { OPERATIONAL, verbOf, type Verb } from './verbs.ts';
import { textOf } from './word.ts';

/** "… and keeps a list": the same subject does something else. */
const goesOnWith = (scan: Scan, at: number): boolean => {
  const verb = verbOf(lower(scan, at));
  return (
    verb?.form === 'third' &&
    OPERATIONAL.has(verb.class) &&
    /^(?:an?|the|all|every)$/.test(lower(scan, at + 1))
  );
};

/** Where the clause that starts at a word ends. */
export const clauseEnd = (scan: Scan, from: number): number => {
  let at = from + 1;
  for (; at < scan.words.length; at += 1) {
    const before = scan.words[at - 1];
    if (/[;.!]/.test(before?.close ?? '')) break;
    if (CONJUNCTIONS.has(lower(scan, at)) && (startsClause(scan, at + 1) || goesOnWith(scan, at + 1))) break;
    if (pauses(before) && startsClause(scan, at)) break;
  }
  return at;
};

/** "provide a search by name": an operation that is asked for by a noun. */
const nominal = (scan: Scan, { names }: Objects): Verb | undefined => {
  const head = names[0]?.split(' ').at(-1) ?? '';
  const lemma = Object.hasOwn(NOMINAL_OPERATIONS, head) ? NOMINAL_OPERATIONS[head] : undefined;
  return lemma && scan.memory.thing ? verbOf(lemma) : undefined;
};

/** Modifiers that follow the last verb belong to the others, too, unless one puts in and the other takes out. */
const share = (drafts: readonly Draft[]): void => {
  const last = drafts.at(-1);
  for (const other of drafts.slice(0, -1)) {
    if (!last || other.object !== last.object) continue;
    other.to = last.to;
    if (other.class === last.class || (other.class !== 'add' && last.class !== 'add'))
      other.constraints.push(...last.constraints.filter(({ kind }) => kind !== 'container'));
  }
};

const write = (
  scan: Scan,
  at: number,
  actor: string | undefined,
  found: readonly Found[],
  read: Objects,
): number => {
  const asNoun = nominal(scan, read);
  const implied = scan.memory.thing ? [scan.memory.thing] : [];
  const verbs = read.holder ? [read.holder.verb] : asNoun ? [asNoun] : found.map(({ verb }) => verb);
  const objects = asNoun || read.names.length === 0 ? implied : read.names;
  const constraints = () => (read.holder ? [{ kind: 'container', value: read.holder.name }] : []);
  const drafts = objects.flatMap((object) =>
    verbs.map((verb) =>
      draft(scan, at, {
        verb: verb.lemma,
        class: verb.class,
        object,
        ...(actor ? { actor } : {}),
        constraints: constraints(),
      }),
    ),
  );
  const last = drafts.at(-1);
  if (!last?.object) return read.next;
  scan.memory.thing = last.object;
  const next = readModifiers(scan, read.next, last, read.plural);
  share(drafts);
  if (read.unchangeable)
    draft(scan, at, {
      object: last.object,
      verb: 'change',
      class: 'change',
      constraints: [{ kind: 'never', value: 'both' }],
      to: read.next,
    });
  return next;
};

const WRITES: ReadonlySet<string> = new Set(['log', 'record', 'track', 'add', 'maintain', 'build']);

/** Where the attributes begin in "for each visit, we record …" and "for each visit: …". */
const readCollecting = (scan: Scan, at: number): number | undefined => {
  const acting = readActor(scan, at);
  const [found] = acting ? readVerbs(scan, acting.next, acting.expects) : readVerbs(scan, at, 'base');
  if (found && WRITES.has(found.verb.class)) return found.next;
  return closing(scan, at - 1).includes(':') ? at : undefined;
};

/** "for each visit, record the date and the host": attributes of the visit. */
const readForEach = (scan: Scan, at: number): number | undefined => {
  if (!/^(?:for|of) (?:each|every|any|a|an)$/.test(ahead(scan, at, 2))) return undefined;
  const owner = nounPhrase(scan.words, at + 1, 'subject');
  const start = owner && readCollecting(scan, owner.to);
  if (!owner || start === undefined) return undefined;
  const object = scan.tagger.singular(owner.name);
  use(scan, at, start);
  const { next, attributes, constraints } = readAttributes(scan, start, false);
  scan.memory.thing = object;
  draft(scan, at, { object, attributes, constraints, to: next });
  return next;
};

const writeProhibition = (
  scan: Scan,
  at: number,
  verbs: readonly Verb[],
  read: Objects,
): number | undefined => {
  const value = forbidden(verbs);
  if (!value || isExceptedAt(scan, read.next)) return undefined;
  use(scan, at, read.next);
  for (const object of read.names)
    draft(scan, at, {
      object,
      verb: verbs[0]?.lemma ?? 'change',
      class: value === 'remove' ? 'remove' : 'change',
      constraints: [{ kind: 'never', value }],
      to: read.next,
    });
  return read.next;
};

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

/** "only auditors can …": the operation is read, and that it is theirs alone. */
const restrict = (
  scan: Scan,
  at: number,
  to: number,
  acting: Acting | undefined,
  verbs: readonly Verb[],
): void => {
  const role = lower(scan, at) === 'only' ? acting?.actor : undefined;
  const object = scan.drafts.at(-1)?.object;
  if (role === undefined || object === undefined) return;
  const behaviour = { kind: 'permission' as const, verbs: verbs.map(({ lemma }) => lemma), roles: [role] };
  draft(scan, at, { object, to, behaviour });
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

import { readActor, type Acting } from './actor.ts';
import { readAttributes } from './attribute-list.ts';
import { holderOf, NOMINAL_OPERATIONS } from './containers.ts';
import { ANAPHORS, CONJUNCTIONS, DETERMINERS } from './function-words.ts';
import { readModifiers, startsClause } from './modifiers.ts';
import { nounPhrase, pauses, type Phrase } from './noun-phrase.ts';
import { ahead, draft, lower, use, type Draft, type Scan } from './scan.ts';
import { OPERATIONAL, verbOf, type Verb } from './verbs.ts';

type Found = { verb: Verb; next: number };

const PHRASAL: readonly [RegExp, number, Verb | undefined][] = [
  [/^(?:keep|keeps|keeping) track of /, 3, { lemma: 'track', class: 'track', form: 'base' }],
  [/^(?:look|looks|looking) (?:up|for) ?/, 2, { lemma: 'look up', class: 'find', form: 'base' }],
  [/^(?:looks?|looking) after /, 2, { lemma: 'maintain', class: 'maintain', form: 'base' }],
  [
    /^(?:write|writes|writing|note|notes|noting) down ?/,
    2,
    { lemma: 'record', class: 'record', form: 'base' },
  ],
  [/^(?:log|sign|check) (?:in|out|up|on|off)(?: |$)/, 2, undefined],
];

/** The verb at a position, particles included. */
const readVerb = (scan: Scan, at: number, expects: Acting['expects']): Found | undefined => {
  const text = `${ahead(scan, at, 4)} `;
  for (const [pattern, length, verb] of PHRASAL)
    if (pattern.test(text)) return verb && { verb, next: at + length };
  const verb = verbOf(lower(scan, at));
  if (!verb || lower(scan, at) === 'look') return undefined;
  const fits = { base: ['base'], finite: ['base', 'third'], any: ['base', 'gerund', 'third', 'participle'] }[
    expects
  ].includes(verb.form);
  return fits ? { verb, next: at + 1 } : undefined;
};

/** "create, view and delete": verbs that share what follows the last. */
const readVerbs = (scan: Scan, at: number, expects: Acting['expects']): Found[] => {
  const first = readVerb(scan, at, expects);
  if (!first) return [];
  const verbs = [first];
  for (;;) {
    const last = verbs.at(-1) as Found;
    let next = last.next;
    const comma = pauses(scan.words[next - 1]);
    while (/^(?:and|or|then|also|to)$/.test(lower(scan, next))) next += 1;
    if ((next === last.next && !comma) || /[;.:]/.test(scan.words[last.next - 1]?.close ?? '')) return verbs;
    const verb = readVerb(scan, next, expects === 'finite' ? 'finite' : 'any');
    if (!verb) return verbs;
    verbs.push(verb);
  }
};

/** Where the clause that starts at a word ends. */
export const clauseEnd = (scan: Scan, from: number): number => {
  let at = from;
  while (at < scan.words.length) {
    if (/[;.!]/.test(scan.words[at - 1]?.close ?? '') && at > from) break;
    if (at > from && CONJUNCTIONS.has(lower(scan, at)) && startsClause(scan, at + 1)) break;
    if (at > from && pauses(scan.words[at - 1]) && startsClause(scan, at)) break;
    at += 1;
  }
  return at;
};

const isAnaphor = (scan: Scan, at: number): boolean =>
  ANAPHORS.has(lower(scan, at)) &&
  (at + 1 >= scan.words.length ||
    pauses(scan.words[at]) ||
    !scan.words[at + 1]?.noun ||
    DETERMINERS.has(lower(scan, at + 1)));

/** "the log", "the audit trail": the holder stands for what it holds. */
const standsForThing = (scan: Scan, phrase: Phrase): boolean =>
  scan.memory.thing !== undefined &&
  /^(?:the|this|our|its|whole|entire)$/.test(phrase.determiner) &&
  holderOf(phrase.name) !== undefined;

type Objects = { objects: string[]; container?: { name: string; verb: Verb }; next: number; plural: boolean };

const readHolder = (scan: Scan, phrase: Phrase): Objects | undefined => {
  const holder = holderOf(phrase.name);
  if (!holder) return undefined;
  const of =
    lower(scan, phrase.to) === 'of' || lower(scan, phrase.to) === 'for'
      ? nounPhrase(scan.words, phrase.to + 1)
      : undefined;
  if (!of && !holder.of) return undefined;
  const held = of ? scan.tagger.singular(of.name) : scan.tagger.singular(holder.of);
  const named = of && !holder.of ? `${held} ${phrase.name}` : phrase.name;
  use(scan, phrase.from, of?.to ?? phrase.to);
  return {
    objects: [held],
    container: { name: named, verb: { lemma: holder.lemma, class: holder.class, form: 'base' } },
    next: of?.to ?? phrase.to,
    plural: true,
  };
};

const readObjects = (scan: Scan, from: number, verb: Verb): Objects => {
  const objects: string[] = [];
  let at = from;
  let plural = true;
  for (;;) {
    const start = at;
    if (objects.length > 0) {
      while (CONJUNCTIONS.has(lower(scan, at))) at += 1;
      if (startsClause(scan, at) || at >= scan.words.length) return { objects, next: start, plural };
    }
    if (isAnaphor(scan, at) && scan.memory.thing) {
      use(scan, start, at + 1);
      return { objects: [...objects, scan.memory.thing], next: at + 1, plural: true };
    }
    const phrase = nounPhrase(scan.words, at);
    if (!phrase || scan.words.slice(phrase.from, phrase.to).some(({ number }) => number))
      return { objects, next: start, plural };
    if (standsForThing(scan, phrase)) {
      use(scan, start, phrase.to);
      return { objects: [...objects, scan.memory.thing as string], next: phrase.to, plural: true };
    }
    if (
      objects.length === 0 &&
      (verb.class === 'maintain' || verb.class === 'record' || verb.class === 'log')
    ) {
      const held = readHolder(scan, phrase);
      if (held) return held;
    }
    use(scan, start, phrase.to);
    objects.push(scan.tagger.singular(phrase.name.replace(/^(?:list|lists|overview) of /, '')));
    plural = phrase.plural;
    at = phrase.to;
    const listed = /^,$/.test(scan.words[at - 1]?.close ?? '') || CONJUNCTIONS.has(lower(scan, at));
    if (!listed) return { objects, next: at, plural };
  }
};

const forbid = (verbs: readonly Verb[]): string => {
  const kinds = new Set(verbs.map((verb) => verb.class));
  if (kinds.has('change') && kinds.has('remove')) return 'both';
  return kinds.has('remove') ? 'remove' : 'change';
};

/** "nominal" operations: "provide a search by name" searches the thing spoken of. */
const nominal = (scan: Scan, objects: readonly string[]): Verb | undefined => {
  const head = objects[0]?.split(' ').at(-1) ?? '';
  const lemma = Object.hasOwn(NOMINAL_OPERATIONS, head) ? NOMINAL_OPERATIONS[head] : undefined;
  return lemma && scan.memory.thing ? verbOf(lemma) : undefined;
};

const write = (
  scan: Scan,
  at: number,
  acting: Acting | undefined,
  found: readonly Found[],
  read: Objects,
): number => {
  const verbs = found.map(({ verb }) => verb);
  const asNoun = nominal(scan, read.objects);
  const actual = read.container ? [read.container.verb] : asNoun ? [asNoun] : verbs;
  const implied = scan.memory.thing ? [scan.memory.thing] : [];
  const objects = asNoun || read.objects.length === 0 ? implied : read.objects;
  const actor = acting?.actor ?? scan.memory.actor;
  const drafts: Draft[] = objects.flatMap((object) =>
    actual.map((verb) =>
      draft(scan, at, {
        verb: verb.lemma,
        class: verb.class,
        ...(actor ? { actor } : {}),
        object,
        ...(read.container ? { constraints: [{ kind: 'container', value: read.container.name }] } : {}),
      }),
    ),
  );
  const last = drafts.at(-1) as Draft;
  const thing = objects.at(-1);
  if (thing) scan.memory.thing = thing;
  const next = readModifiers(scan, read.next, last, read.plural);
  for (const other of drafts.slice(0, -1)) {
    other.to = last.to;
    const shared = other.class === last.class || (other.class !== 'add' && last.class !== 'add');
    if (shared && other.object === last.object)
      other.constraints.push(...last.constraints.filter(({ kind }) => kind !== 'container'));
  }
  return next;
};

/** "for each visit, record the date and the host": attributes of the visit. */
const readForEach = (scan: Scan, at: number): number | undefined => {
  if (!/^(?:for|of) (?:each|every|any|a|an) /.test(`${ahead(scan, at, 2)} `)) return undefined;
  const owner = nounPhrase(scan.words, at + 1, 'subject');
  if (!owner) return undefined;
  const acting = readActor(scan, owner.to);
  const [found] = readVerbs(scan, acting?.next ?? owner.to, acting?.expects ?? 'base');
  const writes = found && /^(?:log|record|track|add|maintain|build)$/.test(found.verb.class);
  if (!writes && !/:/.test(scan.words[owner.to - 1]?.close ?? '')) return undefined;
  const object = scan.tagger.singular(owner.name);
  const start = found?.next ?? owner.to;
  use(scan, at, start);
  const { next, attributes, constraints } = readAttributes(scan, start, false);
  scan.memory.thing = object;
  draft(scan, at, { object, attributes, constraints, to: next });
  return next;
};

/** An operation on a thing, with or without a subject. Answers where it ends; `undefined` where none starts. */
export const readAction = (scan: Scan, at: number): number | undefined => {
  const each = readForEach(scan, at);
  if (each !== undefined) return each;
  const imperative = readVerbs(scan, at, 'any');
  const acting = imperative.length > 0 && lower(scan, at) !== 'let' ? undefined : readActor(scan, at);
  const found = acting ? readVerbs(scan, acting.next, acting.expects) : imperative;
  if (found.length === 0) return undefined;
  const last = found.at(-1) as Found;
  const operational = found.filter(({ verb }) => OPERATIONAL.has(verb.class) || verb.class === 'build');
  if (operational.length < found.length) return clauseEnd(scan, at);
  const only = lower(scan, at) === 'only';
  const before = [...scan.used];
  const read = readObjects(scan, last.next, last.verb);
  const building = found.some(({ verb }) => verb.class === 'build') && !nominal(scan, read.objects);
  if (building || (read.objects.length === 0 && !scan.memory.thing)) {
    scan.used.splice(0, before.length, ...before);
    return clauseEnd(scan, at);
  }
  if (acting?.negated) {
    const kinds = found.map(({ verb }) => verb);
    if (!kinds.every((verb) => verb.class === 'change' || verb.class === 'remove'))
      return clauseEnd(scan, at);
    use(scan, at, read.next);
    for (const object of read.objects)
      draft(scan, at, {
        object,
        verb: last.verb.lemma,
        class: last.verb.class,
        constraints: [{ kind: 'never', value: forbid(kinds) }],
        to: read.next,
      });
    return read.next;
  }
  use(scan, only ? at + 1 : at, last.next);
  return write(scan, at, acting, found, read);
};

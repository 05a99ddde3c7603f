import { holderOf, NO_THING } from './containers.ts';
import { ANAPHORS, CONJUNCTIONS, DETERMINERS } from './function-words.ts';
import { startsClause } from './clause-start.ts';
import { nounPhrase, pauses, type Phrase } from './noun-phrase.ts';
import { lower, use, type Scan } from './scan.ts';
import { withoutUnchangeable } from './unchangeable.ts';
import type { Verb } from './verbs.ts';

/** What an operation is done to. */
export type Objects = {
  /** Singular. */
  names: string[];
  /** What holds them, and what holding means: "keep a log of calls" logs. */
  holder?: { name: string; verb: Verb };
  /** The text calls them append-only. */
  unchangeable: boolean;
  next: number;
  plural: boolean;
};

const isAnaphor = (scan: Scan, at: number): boolean => {
  if (!ANAPHORS.has(lower(scan, at))) return false;
  const next = scan.words[at + 1];
  return !next || pauses(scan.words[at]) || !next.noun || DETERMINERS.has(next.lower);
};

/** "the log", "the audit trail": the holder stands for what it holds. */
const standsForThing = (scan: Scan, phrase: Phrase): boolean =>
  scan.memory.thing !== undefined &&
  /^(?:the|this|our|its)$/.test(phrase.determiner) &&
  holderOf(phrase.name) !== undefined;

/** "a register of lab samples", "a visitor log". */
const readHolder = (scan: Scan, phrase: Phrase): Objects | undefined => {
  const { name, unchangeable } = withoutUnchangeable(phrase.name);
  const holder = holderOf(name);
  if (!holder) return undefined;
  const of = /^(?:of|for)$/.test(lower(scan, phrase.to)) ? nounPhrase(scan.words, phrase.to + 1) : undefined;
  if (!of && !holder.of) return undefined;
  const held = scan.tagger.singular(of?.name ?? holder.of);
  const next = of?.to ?? phrase.to;
  use(scan, phrase.from, next);
  return {
    names: [held],
    holder: {
      name: of && !holder.of ? `${held} ${name}` : name,
      verb: { lemma: holder.lemma, class: holder.class, form: 'base' },
    },
    unchangeable,
    next,
    plural: true,
  };
};

const skipConjunctions = (scan: Scan, at: number): number => {
  let next = at;
  while (CONJUNCTIONS.has(lower(scan, next))) next += 1;
  return next;
};

/** One object: a pronoun, the holder of what was spoken of, or a phrase without a number. */
const readObject = (scan: Scan, at: number, found: Objects): Phrase | number | undefined => {
  if (isAnaphor(scan, at) && scan.memory.thing) {
    found.names.push(scan.memory.thing);
    return at + 1;
  }
  const phrase = nounPhrase(scan.words, at);
  if (
    !phrase?.name ||
    NO_THING.has(phrase.name) ||
    scan.words.slice(phrase.from, phrase.to).some(({ number }) => number)
  )
    return undefined;
  if (standsForThing(scan, phrase) && scan.memory.thing) {
    found.names.push(scan.memory.thing);
    return phrase.to;
  }
  return phrase;
};

/** Objects of a verb: "customers and their orders", "them", "a log of calls". Marks what it reads. */
export const readObjects = (scan: Scan, from: number, verb: Verb): Objects => {
  const found: Objects = { names: [], unchangeable: false, next: from, plural: true };
  const holds = verb.class === 'maintain' || verb.class === 'record' || verb.class === 'log';
  for (;;) {
    const at = found.names.length > 0 ? skipConjunctions(scan, found.next) : found.next;
    if (found.names.length > 0 && (at >= scan.words.length || startsClause(scan, at))) return found;
    const object = readObject(scan, at, found);
    if (object === undefined) return found;
    if (typeof object === 'number') {
      use(scan, found.next, object);
      return { ...found, next: object };
    }
    const held = holds && found.names.length === 0 ? readHolder(scan, object) : undefined;
    if (held) return held;
    use(scan, found.next, object.to);
    const { name, unchangeable } = withoutUnchangeable(object.name.replace(/^(?:lists?|overview) of /, ''));
    found.names.push(scan.tagger.singular(name || object.name));
    found.unchangeable ||= unchangeable;
    found.plural = object.plural;
    found.next = object.to;
    const goesOn = scan.words[object.to - 1]?.close === ',' || CONJUNCTIONS.has(lower(scan, object.to));
    if (!goesOn) return found;
  }
};

import { holderOf, NO_THING } from './containers.ts';
import { ANAPHORS, CONJUNCTIONS, DETERMINERS } from './function-words.ts';
import { startsClause } from './clause-start.ts';
import { nounPhrase, pauses, type Phrase } from './noun-phrase.ts';
import { closing, lower, use, type Scan } from './scan.ts';
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

const hasNumber = (scan: Scan, { from, to }: Phrase): boolean =>
  scan.words.slice(from, to).some(({ number }) => number);

/** A pronoun or the holder of what was spoken of; answers where it ends. */
const readReference = (scan: Scan, at: number): number | undefined => {
  if (!scan.memory.thing) return undefined;
  if (isAnaphor(scan, at)) return at + 1;
  const phrase = nounPhrase(scan.words, at);
  return phrase && standsForThing(scan, phrase) ? phrase.to : undefined;
};

const goesOn = (scan: Scan, at: number): boolean =>
  closing(scan, at - 1) === ',' || CONJUNCTIONS.has(lower(scan, at));

const HOLDING: ReadonlySet<string> = new Set(['maintain', 'record', 'log']);

/** Adds one object; `undefined` where none stands. Marks what it reads. */
const addObject = (scan: Scan, at: number, verb: Verb, found: Objects): Objects | undefined => {
  const reference = readReference(scan, at);
  if (reference !== undefined && scan.memory.thing) {
    use(scan, found.next, reference);
    return { ...found, names: [...found.names, scan.memory.thing], next: reference, plural: true };
  }
  const phrase = nounPhrase(scan.words, at);
  if (!phrase?.name || NO_THING.has(phrase.name) || hasNumber(scan, phrase)) return undefined;
  const held = HOLDING.has(verb.class) && found.names.length === 0 ? readHolder(scan, phrase) : undefined;
  if (held) return held;
  use(scan, found.next, phrase.to);
  const { name, unchangeable } = withoutUnchangeable(phrase.name.replace(/^(?:lists?|overview) of /, ''));
  return {
    names: [...found.names, scan.tagger.singular(name || phrase.name)],
    unchangeable: found.unchangeable || unchangeable,
    next: phrase.to,
    plural: phrase.plural,
  };
};

const NONE: Objects = { names: [], unchangeable: false, next: 0, plural: true };

const addFurther = (scan: Scan, verb: Verb, found: Objects): Objects => {
  if (found.holder || !goesOn(scan, found.next)) return found;
  const at = skipConjunctions(scan, found.next);
  if (at >= scan.words.length || startsClause(scan, at)) return found;
  const more = addObject(scan, at, verb, found);
  return more ? addFurther(scan, verb, more) : found;
};

/** Objects of a verb: "customers and their orders", "them", "a log of calls". Marks what it reads. */
export const readObjects = (scan: Scan, from: number, verb: Verb): Objects => {
  const none = { ...NONE, next: from };
  const first = addObject(scan, from, verb, none);
  return first ? addFurther(scan, verb, first) : none;
};

import { listsValues } from './choice-list.ts';
import { FLAGS, readQualifier, type Flag } from './attribute-qualifier.ts';
import { isStateNoun } from './behaviour/state-noun.ts';
import { CONJUNCTIONS, DETERMINERS, PRONOUNS } from './function-words.ts';
import { goesOnDescribing } from './goes-on-describing.ts';
import { irregularLemma } from './irregular-participles.ts';
import { nounPhrase, pauses, startsWithSubject } from './noun-phrase.ts';
import { readPlaces } from './places.ts';
import { readShared } from './shared-attribute.ts';
import { ASKED } from './questions.ts';
import { ahead, lower, use, type Constraint, type Scan } from './scan.ts';
import { OPERATIONAL, verbOf } from './verbs.ts';

export type AttributeList = { next: number; attributes: string[]; constraints: Constraint[] };

/** Attributes that are one text although their name is a plural. */
const ONE_TEXT =
  /(?:notes|details|contents|instructions|remarks|comments|coordinates|dimensions|hours|initials|terms|findings|results|symptoms|ingredients|directions)$/;
const SEVERAL = /^(?:several|many|multiple|various|numerous|one or|list of|set of|collection of|lists of)\b/;

/** Whether an operation starts at a word of a list: "…, find them by name", "… searchable by name". */
const startsOperation = (scan: Scan, at: number): boolean => {
  const verb = verbOf(lower(scan, at));
  if (!verb || pauses(scan.words[at])) return false;
  const next = lower(scan, at + 1);
  if (verb.form === 'participle') return OPERATIONAL.has(verb.class) && /^(?:by|as|to)$/.test(next);
  if (verb.form !== 'base') return false;
  const known = scan.memory.thing !== undefined && scan.tagger.singular(next) === scan.memory.thing;
  return DETERMINERS.has(next) || PRONOUNS.has(next) || known || (verb.class === 'find' && next === 'for');
};

const OTHER_CLAUSE = /^(?:so that|in order|because |(?:lets?|allows?|enables?) )/;

/** "a start and needs between 2 and 10 rangers": how many, not what is known of it. */
const NEEDS =
  /^(?:needs?|requires?|takes?|holds?|allows?|accommodates?) (?:between|at least|at most|up to|exactly|no more|\d)/;

/** Whether a list of attributes ends at a word. */
const endsList = (scan: Scan, at: number): boolean =>
  at >= scan.words.length ||
  (/^(?:never|not)$/.test(lower(scan, at)) && verbOf(lower(scan, at + 1))?.form === 'participle') ||
  NEEDS.test(ahead(scan, at, 3)) ||
  startsOperation(scan, at) ||
  goesOnDescribing(scan, at) ||
  OTHER_CLAUSE.test(`${ahead(scan, at, 2)} `) ||
  startsWithSubject(scan.words, at);

const stopsAfter = (scan: Scan, at: number): boolean => /[.;]/.test(scan.words[at - 1]?.close ?? '');

/** Where an item's unread rest ends: the next pause, conjunction or clause. */
const skipRest = (scan: Scan, from: number): number => {
  let at = from;
  if (pauses(scan.words[at - 1])) return at;
  while (
    at < scan.words.length &&
    !CONJUNCTIONS.has(lower(scan, at)) &&
    !OTHER_CLAUSE.test(`${ahead(scan, at, 2)} `)
  ) {
    at += 1;
    if (pauses(scan.words[at - 1])) break;
  }
  return at;
};

type Named = { name: string; next: number; several: boolean; nature?: string };

/** "who changed it", "when": an attribute that is asked for. */
const readQuestion = (scan: Scan, at: number): Named | undefined => {
  const name = ASKED.get(lower(scan, at));
  if (!name) return undefined;
  const next = Math.max(skipRest(scan, at + 1), at + 1);
  return {
    name,
    next: pauses(scan.words[at]) ? at + 1 : next,
    several: false,
    ...(name === 'occurred at' ? { nature: 'instant' } : {}),
  };
};

/** "whether it is urgent": a flag. */
const readWhether = (scan: Scan, at: number): Named | undefined => {
  if (
    !/^(?:whether|if) (?:it|they|the \S+) (?:is|was|has been|are)$/.test(
      ahead(scan, at, lower(scan, at + 1) === 'the' ? 4 : 3),
    )
  )
    return undefined;
  const start = at + (lower(scan, at + 1) === 'the' ? 4 : 3);
  const next = skipRest(scan, start);
  return { name: ahead(scan, start, next - start), next, several: false, nature: 'flag' };
};

/** "hours worked", "date found": a participle that ends the item says which. */
const endsWithDone = (scan: Scan, at: number): boolean => {
  const word = lower(scan, at);
  const done =
    verbOf(word)?.form === 'participle' || irregularLemma(word) !== undefined || /..[^e]ed$/.test(word);
  return (
    done &&
    scan.words[at]?.open === '' &&
    (at + 1 >= scan.words.length || pauses(scan.words[at]) || CONJUNCTIONS.has(lower(scan, at + 1)))
  );
};

const hasNumber = (scan: Scan, from: number, to: number): boolean =>
  scan.words.slice(from, to).some(({ number }) => number);

/** What belongs to a name and stands behind it: "of birth", "in grams", "on" after "founded". */
const readTail = (scan: Scan, head: string, at: number): { tail: string; next: number } => {
  const word = lower(scan, at);
  const none = { tail: '', next: at };
  if (at >= scan.words.length || pauses(scan.words[at - 1])) return none;
  if (endsWithDone(scan, at)) return { tail: ` ${word}`, next: at + 1 };
  if (/(?:ed|made|born)$/.test(head) && /^(?:on|at)$/.test(word)) return { tail: ` ${word}`, next: at + 1 };
  if (word === 'of' && (isStateNoun(head) || listsValues(scan, head, at + 1))) return none;
  if (!/^(?:of|in)$/.test(word) || /^(?:either|one|type)$/.test(lower(scan, at + 1))) return none;
  const rest = nounPhrase(scan.words, at + 1);
  return rest ? { tail: ` ${word} ${rest.name}`, next: rest.to } : none;
};

/** The name of an attribute: "date of birth", "weight in grams". */
const readName = (scan: Scan, at: number, distributive: boolean): Named | undefined => {
  const phrase = nounPhrase(scan.words, at, 'attribute');
  if (!phrase) return undefined;
  const { tail, next } = readTail(scan, phrase.name, phrase.to);
  const one = scan.tagger.singular(phrase.name);
  const plural = one !== phrase.name && !ONE_TEXT.test(phrase.name);
  const name = plural && distributive && tail === '' ? one : phrase.name + tail;
  const counted = tail !== '' && !/^ (?:of|in|on|at)(?: |$)/.test(tail);
  const several = SEVERAL.test(name) || hasNumber(scan, at, next) || (plural && !distributive && !counted);
  return { name, next, several };
};

const readFlags = (scan: Scan, at: number): { flag?: Flag; next: number } => {
  let flag: Flag | undefined;
  let next = at;
  while (FLAGS.has(lower(scan, next)) || DETERMINERS.has(lower(scan, next))) {
    flag ??= FLAGS.get(lower(scan, next));
    next += 1;
  }
  return { ...(flag ? { flag } : {}), next };
};

const readItem = (scan: Scan, at: number, distributive: boolean, list: AttributeList): number | undefined => {
  const { flag, next: named } = readFlags(scan, at);
  const places = readPlaces(scan, named, list.constraints);
  if (places !== undefined) return places;
  const item = readQuestion(scan, named) ?? readWhether(scan, named) ?? readName(scan, named, distributive);
  if (!item) return undefined;
  if (item.several) {
    if (!/^[\p{L}-]+(?: [\p{L}-]+)?$/u.test(item.name) || SEVERAL.test(item.name)) return item.next;
    use(scan, at, item.next);
    list.constraints.push({ kind: 'list', value: item.name });
    return item.next;
  }
  const shared = readShared(scan, item.next, item.name, list.attributes);
  if (shared) {
    use(scan, at, shared.next);
    list.attributes.push(...shared.names);
    return shared.next;
  }
  use(scan, at, item.next);
  list.attributes.push(item.name);
  if (flag) list.constraints.push({ kind: flag, value: item.name });
  if (item.nature) list.constraints.push({ kind: 'nature', value: `${item.name}: ${item.nature}` });
  return readQualifier(scan, item.next, item.name, list.constraints);
};

/** "with a date, the participants and the decisions": one date, several participants. */
const isMixed = (scan: Scan, from: number): boolean => {
  const stop = scan.words.findIndex(({ close }, index) => index >= from && /[.;:]/.test(close));
  const words = scan.words.slice(from, stop < 0 ? scan.words.length : stop + 1);
  return (
    words.some(({ lower: word }) => word === 'a' || word === 'an') &&
    words.some(({ lower: word }, index) => word === 'the' && words[index + 1]?.plural === true)
  );
};

/**
 * Attributes from a position on: "a barcode, a material and an optional note (text)". With `distributive` the owner is
 * many ("samples have barcodes"), so plurals mean one each.
 */
export const readAttributes = (scan: Scan, from: number, distributive: boolean): AttributeList => {
  const list: AttributeList = { next: from, attributes: [], constraints: [] };
  const each = distributive && !isMixed(scan, from);
  while (list.next < scan.words.length) {
    let at = list.next;
    while (CONJUNCTIONS.has(lower(scan, at)) || (at > from && ahead(scan, at, 2) === 'as well')) at += 1;
    if (at > from && (endsList(scan, at) || stopsAfter(scan, at))) return list;
    use(scan, list.next, at);
    const item = readItem(scan, at, each, list);
    if (item === undefined) return { ...list, next: at };
    list.next = endsList(scan, item) ? item : skipRest(scan, item);
    if (endsList(scan, list.next)) return list;
  }
  return list;
};

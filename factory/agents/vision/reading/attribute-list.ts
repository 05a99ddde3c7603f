import { CONJUNCTIONS, DETERMINERS, PRONOUNS } from './function-words.ts';
import { nounPhrase, pauses, startsWithSubject } from './noun-phrase.ts';
import { ahead, lower, use, type Constraint, type Scan } from './scan.ts';
import { verbOf } from './verbs.ts';
import { nameOf, type Word } from './word.ts';

export type AttributeList = { next: number; attributes: string[]; constraints: Constraint[] };

const FLAGS: Record<string, 'optional' | 'required' | 'unique'> = {
  optional: 'optional',
  optionally: 'optional',
  possibly: 'optional',
  required: 'required',
  mandatory: 'required',
  obligatory: 'required',
  unique: 'unique',
};
const NATURES: Record<string, string> = {
  text: 'text',
  string: 'text',
  number: 'number',
  integer: 'number',
  date: 'date',
  day: 'date',
  time: 'instant',
  timestamp: 'instant',
  boolean: 'flag',
  'yes/no': 'flag',
  decimal: 'quantity',
  amount: 'money',
};
/** Attributes that are one text although their name is a plural. */
const ONE_TEXT =
  /(?:notes|details|contents|instructions|remarks|comments|coordinates|dimensions|hours|initials|terms|findings|results|symptoms|ingredients|directions)$/;
const SEVERAL = /^(?:several|many|multiple|various|numerous|one or|list of|set of|collection of|lists of)\b/;

/** Whether an operation starts at a word of a list: "…, find them by name". */
const startsOperation = (scan: Scan, at: number): boolean => {
  const verb = verbOf(lower(scan, at));
  if (!verb || verb.form !== 'base' || pauses(scan.words[at])) return false;
  const next = lower(scan, at + 1);
  return (
    DETERMINERS.has(next) ||
    PRONOUNS.has(next) ||
    (scan.memory.thing !== undefined && scan.tagger.singular(next) === scan.memory.thing)
  );
};

/** Whether a list of attributes ends at a word. */
const endsList = (scan: Scan, at: number): boolean =>
  at >= scan.words.length || startsOperation(scan, at) || startsWithSubject(scan.words, at);

/** "open, closed or lost" from a position on; ends at a bracket, a full stop or the next attribute. */
const readChoices = (scan: Scan, from: number, closed: boolean): { next: number; values: string[] } => {
  const values: string[] = [];
  let at = from;
  let last = false;
  while (at < scan.words.length) {
    let to = at;
    while (to < scan.words.length && !pauses(scan.words[to]) && !/^(?:or|and|\/)$/.test(lower(scan, to + 1)))
      to += 1;
    const end = Math.min(to + 1, scan.words.length);
    const value = nameOf(scan.words, at, end).replace(/^(?:an?|the|either) /, '');
    values.push(...value.split('/'));
    use(scan, at, end);
    at = end;
    if (last || scan.words[end - 1]?.close.includes(')') || /[.;:]/.test(scan.words[end - 1]?.close ?? ''))
      break;
    if (/^(?:or|and)$/.test(lower(scan, at))) {
      use(scan, at, at + 1);
      at += 1;
      last = !closed;
    }
  }
  return { next: at, values };
};

const bracketEnd = (words: readonly Word[], from: number): number => {
  for (let at = from; at < words.length; at += 1) if (/[)\]]/.test(words[at]?.close ?? '')) return at + 1;
  return words.length;
};

/** What follows an attribute's name and narrows it. Answers where it ends; words it does not know stay unused. */
const readQualifier = (scan: Scan, at: number, name: string, constraints: Constraint[]): number => {
  const bracket = /[([]/.test(scan.words[at]?.open ?? '');
  if (bracket) {
    const end = bracketEnd(scan.words, at);
    const text = ahead(scan, at, end - at);
    const flag = FLAGS[text];
    const nature = NATURES[text];
    if (flag) constraints.push({ kind: flag, value: name });
    else if (nature) constraints.push({ kind: 'nature', value: `${name}: ${nature}` });
    else {
      const start = /^one of /.test(text) ? at + 2 : at;
      const listed =
        end - start > 1 &&
        scan.words
          .slice(start, end - 1)
          .some(({ close }, index) => close.includes(',') || /^or$/.test(lower(scan, start + index + 1)));
      const slashed = end - start === 1 && text.includes('/');
      if (!listed && !slashed) return end;
      const { values } = readChoices(scan, start, true);
      constraints.push({ kind: 'choice', value: `${name}: ${values.join(' | ')}` });
    }
    use(scan, at, end);
    return end;
  }
  const choice =
    /^(?:(?:which|that) (?:is|can be|may be) (?:either|one of)|(?:which|that) (?:is|can be) (?=\S+ or )|being one of|one of|either|of (?:either|type))(?: |$)/.exec(
      `${ahead(scan, at, 6)} `,
    );
  if (choice) {
    const start = at + choice[0].trim().split(' ').length;
    use(scan, at, start);
    const { next, values } = readChoices(scan, start, false);
    constraints.push({ kind: 'choice', value: `${name}: ${values.join(' | ')}` });
    return next;
  }
  return at;
};

/** Where an item's unread rest ends: the next pause or conjunction. */
const skipRest = (scan: Scan, from: number): number => {
  let at = from;
  if (pauses(scan.words[at - 1])) return at;
  while (at < scan.words.length && !CONJUNCTIONS.has(lower(scan, at))) {
    at += 1;
    if (pauses(scan.words[at - 1])) break;
  }
  return at;
};

/** The name of an attribute with what belongs to it: "date of birth", "weight in grams". */
const readName = (
  scan: Scan,
  at: number,
  distributive: boolean,
): { name: string; next: number; several: boolean } | undefined => {
  const phrase = nounPhrase(scan.words, at);
  if (!phrase) return undefined;
  let name = phrase.name;
  let next = phrase.to;
  if (!pauses(scan.words[next - 1]) && /^(?:of|in)$/.test(lower(scan, next))) {
    const rest = nounPhrase(scan.words, next + 1);
    const choices = /^(?:either|one)$/.test(lower(scan, next + 1));
    if (rest && !choices) {
      name = `${name} ${lower(scan, next)} ${rest.name}`;
      next = rest.to;
    }
  }
  const head = phrase.name;
  const plural = scan.tagger.singular(head) !== head && !ONE_TEXT.test(head);
  const several =
    SEVERAL.test(name) ||
    scan.words.slice(at, next).some(({ number }) => number) ||
    (plural && !distributive);
  return { name: plural && distributive && name === head ? scan.tagger.singular(head) : name, next, several };
};

/**
 * Attributes from a position on: "a barcode, a material and an optional note (text)". With `distributive` the owner is
 * many ("samples have barcodes"), so plurals mean one each.
 */
export const readAttributes = (scan: Scan, from: number, distributive: boolean): AttributeList => {
  const attributes: string[] = [];
  const constraints: Constraint[] = [];
  let at = from;
  while (at < scan.words.length) {
    const start = at;
    while (CONJUNCTIONS.has(lower(scan, at)) || (at > from && /^(?:as well|along)$/.test(ahead(scan, at, 2))))
      at += 1;
    if (at > from && (endsList(scan, at) || /[.;]/.test(scan.words[at - 1]?.close ?? '')))
      return { next: start, attributes, constraints };
    use(scan, start, at);
    let flag: 'optional' | 'required' | 'unique' | undefined;
    let named = at;
    while (FLAGS[lower(scan, named)] || DETERMINERS.has(lower(scan, named))) {
      flag ??= FLAGS[lower(scan, named)];
      named += 1;
    }
    const item = readName(scan, named, distributive);
    if (!item) return { next: at, attributes, constraints };
    at = item.next;
    if (!item.several) {
      use(scan, named, item.next);
      scan.used.fill(true, start, named);
      attributes.push(item.name);
      if (flag) constraints.push({ kind: flag, value: item.name });
      at = readQualifier(scan, at, item.name, constraints);
    }
    const rest = skipRest(scan, at);
    if (rest > at && endsList(scan, at)) return { next: at, attributes, constraints };
    at = rest;
  }
  return { next: at, attributes, constraints };
};

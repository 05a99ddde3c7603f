import { readAttributes } from './attribute-list.ts';
import { startsClause } from './clause-start.ts';
import { CONJUNCTIONS, INDEFINITE, RELATIVES } from './function-words.ts';
import { namesFormat, readFormats } from './formats.ts';
import { nounPhrase, pauses } from './noun-phrase.ts';
import { isOneOwner, readMade } from './plain-modifiers.ts';
import { ahead, lower, use, type Draft, type Scan } from './scan.ts';
import { nameOf } from './word.ts';

const PERIOD =
  /\b(?:period|time range|date range|time span|time frame|timeframe|range of (?:dates|time)|interval|dates|two (?:dates|times|moments|points in time)|time window|time period)\b/;
/** "the reservations of a day" */
const WHOLE = /^(?:an?|one|the|each|given|certain) (?:given |certain |whole )?(?:day|week|month|year|date)$/;
const WRITES = new Set(['log', 'record', 'track', 'add', 'maintain', 'change']);
const READS = new Set(['find', 'view', 'export']);

const writes = (draft: Draft): boolean => WRITES.has(draft.class ?? '');

const hasNumber = (scan: Scan, from: number, to: number): boolean =>
  scan.words.slice(from, to).some(({ number }) => number);

const listGoesOn = (scan: Scan, at: number): boolean => {
  if (/[;:.]/.test(scan.words[at - 1]?.close ?? '')) return false;
  return pauses(scan.words[at - 1]) || CONJUNCTIONS.has(lower(scan, at));
};

/** "material and storage location": names separated by commas and conjunctions. */
const readNames = (scan: Scan, from: number): { names: string[]; next: number } => {
  const names: string[] = [];
  let next = from;
  do {
    let at = next;
    while (CONJUNCTIONS.has(lower(scan, at)) || (at > from && lower(scan, at) === 'by')) at += 1;
    const phrase = at > from && startsClause(scan, at) ? undefined : nounPhrase(scan.words, at);
    if (!phrase || hasNumber(scan, phrase.from, phrase.to)) break;
    use(scan, next, phrase.to);
    names.push(scan.tagger.singular(phrase.name));
    next = phrase.to;
  } while (next < scan.words.length && listGoesOn(scan, next));
  return { names, next };
};

/** "between two dates", "for a period of time". */
const readPeriod = (scan: Scan, at: number, into: Draft): number | undefined => {
  if (!/^(?:in|within|between|for|during|over|from|of|by)$/.test(lower(scan, at))) return undefined;
  const phrase = nounPhrase(scan.words, at + 1);
  if (!phrase) return undefined;
  const text = nameOf(scan.words, phrase.from, phrase.to);
  const whole = READS.has(into.class ?? '') && WHOLE.test(text);
  if (!whole && !PERIOD.test(text) && !(lower(scan, at) === 'between' && /date|time|day/.test(text)))
    return undefined;
  const rest = lower(scan, phrase.to) === 'of' ? nounPhrase(scan.words, phrase.to + 1) : undefined;
  const next = rest?.to ?? phrase.to;
  use(scan, at, next);
  into.constraints.push({ kind: 'period', value: phrase.name });
  return next;
};

const pushNames = (draft: Draft, names: readonly string[]): void => {
  for (const value of names) draft.constraints.push({ kind: PERIOD.test(value) ? 'period' : 'by', value });
};

/** A prepositional phrase that belongs to the object: "temperatures of patients", "visits to the museum". */
const readComplement = (scan: Scan, at: number, draft: Draft): number => {
  const phrase = nounPhrase(scan.words, at + 1);
  if (!phrase || hasNumber(scan, phrase.from, phrase.to)) return at;
  use(scan, at, phrase.to);
  const bare = phrase.determiner === '' && /^(?:of|by|from|to|on)$/.test(lower(scan, at));
  const many = phrase.plural || INDEFINITE.has(phrase.determiner) || bare;
  const name = scan.tagger.singular(phrase.name);
  if (!many || isOneOwner(scan, at, phrase, draft))
    draft.constraints.push({ kind: 'context', value: phrase.name });
  else if (READS.has(draft.class ?? '')) pushNames(draft, [name]);
  else draft.constraints.push({ kind: 'complement', value: name });
  return phrase.to;
};

const readWith = (scan: Scan, at: number, length: number, draft: Draft, plural: boolean): number => {
  if (writes(draft)) {
    use(scan, at, at + length);
    const { next, attributes, constraints } = readAttributes(scan, at + length, plural);
    draft.attributes.push(...attributes);
    draft.constraints.push(...constraints);
    return next;
  }
  const { names, next } = readNames(scan, at + length);
  if (names.length === 0) return at;
  use(scan, at, at + length);
  pushNames(draft, names);
  return next;
};

const readBy = (scan: Scan, at: number, length: number, draft: Draft): number => {
  const { names, next } = readNames(scan, at + length);
  if (names.length === 0) return at;
  use(scan, at, at + length);
  pushNames(draft, names);
  return next;
};

const WITH =
  /^(?:(?:each|all) (?:with|having)|with|including|containing|having|consisting of|such as|by means of|(?:that|which|who) (?:has|have|contains?|includes?))(?: |$)/;
const BY =
  /^(?:by|per|via|using|based on|according to|for (?:a|an|one) (?:given|certain|specific|particular)|of (?:a|an|one) (?:given|certain|specific|particular))(?: |$)/;
const COMPLEMENT = /^(?:of|for|from|to|on|about|at|by|in|against)$/;

const lengthOf = (pattern: RegExp, text: string): number =>
  pattern.exec(text)?.[0].trim().split(' ').length ?? 0;

/** One modifier. Answers where it ends; where it begins when no rule reads it. */
const readOne = (scan: Scan, at: number, draft: Draft, plural: boolean): number => {
  if (namesFormat(scan, at)) return readFormats(scan, at, draft);
  const period = readPeriod(scan, at, draft);
  if (period !== undefined) return period;
  const made = readMade(scan, at, draft);
  if (made !== undefined) return made;
  const text = ahead(scan, at, 3);
  const attributes = lengthOf(WITH, text);
  if (attributes > 0) return readWith(scan, at, attributes, draft, plural);
  const by = READS.has(draft.class ?? '') ? lengthOf(BY, text) : 0;
  if (by > 0) return readBy(scan, at, by, draft);
  return COMPLEMENT.test(lower(scan, at)) ? readComplement(scan, at, draft) : at;
};

/** Rest of a clause that no rule reads; its words stay unused and are reported. */
const skip = (scan: Scan, from: number): number => {
  let at = from + 1;
  while (at < scan.words.length && !pauses(scan.words[at - 1])) {
    if (CONJUNCTIONS.has(lower(scan, at)) && startsClause(scan, at + 1)) break;
    at += 1;
  }
  return at;
};

const endsClause = (scan: Scan, at: number): boolean => {
  if (/[;.!]/.test(scan.words[at - 1]?.close ?? '')) return true;
  const word = lower(scan, at);
  if (RELATIVES.has(word) && !/^(?:that|which|who)$/.test(word)) return true;
  return pauses(scan.words[at - 1]) && startsClause(scan, at);
};

/** ": date, host" and "(date, host)" right after the object. */
const opensList = (scan: Scan, at: number, draft: Draft): boolean =>
  writes(draft) &&
  draft.attributes.length === 0 &&
  (/:/.test(scan.words[at - 1]?.close ?? '') || /\(/.test(scan.words[at]?.open ?? '')) &&
  scan.words[at]?.number !== true &&
  !startsClause(scan, at);

/** "… and by date": a further modifier of the same operation. */
const readFurther = (scan: Scan, at: number, draft: Draft, plural: boolean): number => {
  const joins =
    /^(?:and|or)$/.test(lower(scan, at)) && /^(?:by|in|for|as|to|with|between)$/.test(lower(scan, at + 1));
  const next = joins ? readOne(scan, at + 1, draft, plural) : at + 1;
  if (next === at + 1) return at;
  use(scan, at, at + 1);
  return next;
};

/** Everything that narrows an operation after its object. Answers where the clause ends. */
export const readModifiers = (scan: Scan, from: number, draft: Draft, plural: boolean): number => {
  let at = from;
  while (at < scan.words.length && !endsClause(scan, at)) {
    if (opensList(scan, at, draft)) {
      at = Math.max(readWith(scan, at, 0, draft, plural), at + 1);
      continue;
    }
    if (/:/.test(scan.words[at - 1]?.close ?? '')) break;
    if (CONJUNCTIONS.has(lower(scan, at))) {
      const further = readFurther(scan, at, draft, plural);
      if (further === at) break;
      at = further;
      continue;
    }
    const next = readOne(scan, at, draft, plural);
    at = next > at ? next : skip(scan, at);
  }
  draft.to = at;
  return at;
};

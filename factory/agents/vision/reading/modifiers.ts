import { readAttributes } from './attribute-list.ts';
import { CONJUNCTIONS, INDEFINITE, RELATIVES } from './function-words.ts';
import { nounPhrase, pauses, startsWithSubject } from './noun-phrase.ts';
import { ahead, lower, use, type Draft, type Scan } from './scan.ts';
import { verbOf } from './verbs.ts';
import { nameOf } from './word.ts';

const PERIOD =
  /\b(?:period|time range|date range|time span|time frame|timeframe|range of (?:dates|time)|interval|dates|two (?:dates|times|moments|points in time)|time window|time period)\b/;
const FORMATS = new Map<string, 'csv' | 'ndjson'>(
  Object.entries({
    csv: 'csv',
    ndjson: 'ndjson',
    jsonl: 'ndjson',
    json: 'ndjson',
    'json-lines': 'ndjson',
  }),
);
const WRITES = new Set(['log', 'record', 'track', 'add', 'maintain', 'change']);
const READS = new Set(['find', 'view', 'export']);

/** "… and exported as CSV": a participle that goes on with what can be done. */
const goesOn = (scan: Scan, at: number): boolean =>
  at + 1 >= scan.words.length ||
  pauses(scan.words[at]) ||
  /^(?:by|as|to|in|into|between|for|from|and|or)$/.test(lower(scan, at + 1));

const isOperation = (scan: Scan, at: number): boolean => {
  const verb = verbOf(lower(scan, at));
  if (verb?.form === 'participle') return goesOn(scan, at);
  if (!verb || verb.form === 'third') return false;
  const next = lower(scan, at + 1);
  const listed = next === '' || pauses(scan.words[at]) || /^(?:and|or)$/.test(next);
  return (
    !listed &&
    (nounPhrase(scan.words, at + 1) !== undefined || /^(?:them|it|those|these|by|as|to|up)$/.test(next))
  );
};

/** Whether another clause starts at a word that follows a comma or a conjunction. */
export const startsClause = (scan: Scan, at: number): boolean =>
  at < scan.words.length &&
  (isOperation(scan, at) ||
    startsWithSubject(scan.words, at) ||
    /^(?:for (?:each|every)|as an?|so that|in order|(?:lets?|allows?|enables?) \S+)(?: |$)/.test(
      ahead(scan, at, 2),
    ));

/** "material and storage location": names separated by commas and conjunctions. */
const readNames = (scan: Scan, from: number): { names: string[]; next: number } => {
  const names: string[] = [];
  let at = from;
  while (at < scan.words.length) {
    const start = at;
    while (CONJUNCTIONS.has(lower(scan, at)) || (at > from && lower(scan, at) === 'by')) at += 1;
    if (at > from && startsClause(scan, at)) return { names, next: start };
    const phrase = nounPhrase(scan.words, at);
    if (!phrase || scan.words.slice(phrase.from, phrase.to).some(({ number }) => number))
      return { names, next: start };
    use(scan, start, phrase.to);
    names.push(scan.tagger.singular(phrase.name));
    at = phrase.to;
    if (
      /[;:.]/.test(scan.words[at - 1]?.close ?? '') ||
      !(pauses(scan.words[at - 1]) || CONJUNCTIONS.has(lower(scan, at)))
    )
      break;
  }
  return { names, next: at };
};

const readFormats = (scan: Scan, at: number, into: Draft): number => {
  let next = at;
  let found = 0;
  for (; next < scan.words.length; next += 1) {
    const word = lower(scan, next).replace(/s$/, '');
    const format = FORMATS.get(word);
    if (format) {
      if (!into.constraints.some(({ value }) => value === format))
        into.constraints.push({ kind: 'format', value: format });
      found += 1;
    } else if (
      !/^(?:an?|the|and|or|as|to|in|line|newline-delimited|file|format|comma|separated|comma-separated|value)$/.test(
        word,
      )
    )
      break;
    use(scan, next, next + 1);
    if (/[.;:]/.test(scan.words[next]?.close ?? '')) {
      next += 1;
      break;
    }
  }
  return found > 0 ? next : at;
};

const hasFormat = (scan: Scan, at: number): boolean =>
  [1, 2, 3].some((offset) => FORMATS.has(lower(scan, at + offset).replace(/s$/, '')));

const readPeriod = (scan: Scan, at: number, into: Draft): number | undefined => {
  const phrase = nounPhrase(scan.words, at + 1);
  if (!phrase) return undefined;
  const text = nameOf(scan.words, phrase.from, phrase.to);
  if (!PERIOD.test(text) && !(lower(scan, at) === 'between' && /date|time|day/.test(text))) return undefined;
  let next = phrase.to;
  if (PERIOD.test(text) && lower(scan, next) === 'of') {
    const rest = nounPhrase(scan.words, next + 1);
    if (rest) next = rest.to;
  }
  use(scan, at, next);
  into.constraints.push({ kind: 'period', value: phrase.name });
  return next;
};

const pushNames = (draft: Draft, kind: string, names: readonly string[]): void => {
  for (const value of names) draft.constraints.push({ kind: PERIOD.test(value) ? 'period' : kind, value });
};

/** A prepositional phrase that belongs to the object: "temperatures of patients", "visits to the museum". */
const readComplement = (scan: Scan, at: number, draft: Draft): number => {
  const phrase = nounPhrase(scan.words, at + 1);
  if (!phrase || scan.words.slice(phrase.from, phrase.to).some(({ number }) => number)) return at;
  use(scan, at, phrase.to);
  const many = phrase.plural || INDEFINITE.has(phrase.determiner) || phrase.determiner === '';
  const name = scan.tagger.singular(phrase.name);
  if (!many) draft.constraints.push({ kind: 'context', value: phrase.name });
  else if (READS.has(draft.class ?? '')) pushNames(draft, 'by', [name]);
  else draft.constraints.push({ kind: 'complement', value: name });
  return phrase.to;
};

const readWith = (scan: Scan, at: number, length: number, draft: Draft, plural: boolean): number => {
  if (WRITES.has(draft.class ?? '')) {
    use(scan, at, at + length);
    const { next, attributes, constraints } = readAttributes(scan, at + length, plural);
    draft.attributes.push(...attributes);
    draft.constraints.push(...constraints);
    return next;
  }
  const { names, next } = readNames(scan, at + length);
  if (next > at + length) use(scan, at, at + length);
  pushNames(draft, 'by', names);
  return next > at + length ? next : at;
};

/** Rest of a clause that no rule reads; its words stay unused and are reported. */
const skip = (scan: Scan, from: number): number => {
  let at = from + 1;
  while (
    at < scan.words.length &&
    !pauses(scan.words[at - 1]) &&
    !(CONJUNCTIONS.has(lower(scan, at)) && startsClause(scan, at + 1))
  )
    at += 1;
  return at;
};

const WITH = /^(?:with|including|containing|having|consisting of|such as|by means of)(?: |$)/;
const BY =
  /^(?:by|per|via|using|based on|according to|for (?:a|an|one) (?:given|certain|specific|particular)|of (?:a|an|one) (?:given|certain|specific|particular))(?: |$)/;

const readOne = (scan: Scan, at: number, draft: Draft, plural: boolean): number => {
  const word = lower(scan, at);
  const two = ahead(scan, at, 3);
  if (/^(?:as|to|in|into)$/.test(word) && hasFormat(scan, at)) return readFormats(scan, at, draft);
  if (/^(?:in|within|between|for|during|over|from|of|by)$/.test(word)) {
    const next = readPeriod(scan, at, draft);
    if (next !== undefined) return next;
  }
  const attributes = WITH.exec(two);
  if (attributes) return readWith(scan, at, attributes[0].trim().split(' ').length, draft, plural);
  const by = BY.exec(two);
  if (by && READS.has(draft.class ?? '')) {
    const length = by[0].trim().split(' ').length;
    const { names, next } = readNames(scan, at + length);
    if (names.length === 0) return at;
    use(scan, at, at + length);
    pushNames(draft, 'by', names);
    return next;
  }
  if (/^(?:that|which|who)$/.test(word) && /^(?:has|have|contains?|includes?)$/.test(lower(scan, at + 1)))
    return readWith(scan, at, 2, draft, plural);
  if (/^(?:of|for|from|to|on|about|at|by|in|against)$/.test(word)) return readComplement(scan, at, draft);
  return at;
};

/** Everything that narrows an operation after its object. Answers where the clause ends. */
export const readModifiers = (scan: Scan, from: number, draft: Draft, plural: boolean): number => {
  let at = from;
  if (
    WRITES.has(draft.class ?? '') &&
    at < scan.words.length &&
    (/:/.test(scan.words[at - 1]?.close ?? '') || /\(/.test(scan.words[at]?.open ?? ''))
  ) {
    if (!startsClause(scan, at)) at = readWith(scan, at, 0, draft, plural);
  }
  while (at < scan.words.length) {
    if (/[;.:!]/.test(scan.words[at - 1]?.close ?? '')) break;
    if (
      CONJUNCTIONS.has(lower(scan, at)) ||
      (RELATIVES.has(lower(scan, at)) && !/^(?:that|which|who)$/.test(lower(scan, at)))
    ) {
      if (
        !/^(?:and|or)$/.test(lower(scan, at)) ||
        !/^(?:by|in|for|as|to|with|between)$/.test(lower(scan, at + 1))
      )
        break;
      const next = readOne(scan, at + 1, draft, plural);
      if (next === at + 1) break;
      use(scan, at, at + 1);
      at = next;
      continue;
    }
    if (pauses(scan.words[at - 1]) && startsClause(scan, at)) break;
    const next = readOne(scan, at, draft, plural);
    at = next > at ? next : skip(scan, at);
  }
  draft.to = at;
  return at;
};

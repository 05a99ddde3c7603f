import { numberOf } from './behaviour/grammar.ts';
import { pauses } from './noun-phrase.ts';
import { choiceOpening, listsValues, readChoices } from './choice-list.ts';
import { readRelative } from './relative-qualifier.ts';
import { isStateNoun } from './behaviour/state-noun.ts';
import { ahead, closing, lower, use, type Constraint, type Scan } from './scan.ts';
import { textOf } from './word.ts';

export type Flag = 'optional' | 'required' | 'unique';

/** What a word before or after an attribute says about it. */
export const FLAGS: ReadonlyMap<string, Flag> = new Map<string, Flag>([
  ['optional', 'optional'],
  ['optionally', 'optional'],
  ['possibly', 'optional'],
  ['required', 'required'],
  ['mandatory', 'required'],
  ['obligatory', 'required'],
  ['unique', 'unique'],
]);

const NATURES: ReadonlyMap<string, string> = new Map([
  ['text', 'text'],
  ['string', 'text'],
  ['number', 'number'],
  ['integer', 'number'],
  ['decimal', 'quantity'],
  ['amount', 'money'],
  ['date', 'date'],
  ['day', 'date'],
  ['time', 'instant'],
  ['timestamp', 'instant'],
  ['boolean', 'flag'],
  ['yes/no', 'flag'],
  ['yes or no', 'flag'],
]);

const bracketEnd = (scan: Scan, from: number): number => {
  const found = scan.words.findIndex(({ close }, index) => index >= from && /[)\]]/.test(close));
  return found < 0 ? scan.words.length : found + 1;
};

const isList = (scan: Scan, from: number, end: number): boolean =>
  end - from === 1
    ? lower(scan, from).includes('/')
    : scan.words
        .slice(from, end - 1)
        .some(({ close }, index) => close.includes(',') || lower(scan, from + index + 1) === 'or');

/** "(text, optional)": several marks of one attribute; none where one of them is something else. */
const marksOf = (text: string, name: string): Constraint[] => {
  const marks = text.split(/ ?, ?| and /).map((mark): Constraint | undefined => {
    const [flag, nature] = [FLAGS.get(mark), NATURES.get(mark)];
    if (flag) return { kind: flag, value: name };
    return nature ? { kind: 'nature', value: `${name}: ${nature}` } : undefined;
  });
  return marks.every((mark) => mark !== undefined) ? marks : [];
};

/** "(optional)", "(number)", "(red, green or blue)"; another bracket stays unused and is reported. */
const readBracket = (scan: Scan, at: number, name: string, constraints: Constraint[]): number => {
  const end = bracketEnd(scan, at);
  const text = ahead(scan, at, end - at);
  const marks = marksOf(
    NATURES.has(text)
      ? text
      : textOf(scan.words, at, end)
          .toLowerCase()
          .replace(/[()[\]]/g, ''),
    name,
  );
  const start = /^(?:one of|either) /.test(text) ? at + (text.startsWith('one') ? 2 : 1) : at;
  if (marks.length > 0) constraints.push(...marks);
  else if (readBounds(scan, at, name, constraints) === end) return end;
  else if (isList(scan, start, end)) {
    const { values } = readChoices(scan, start, true);
    constraints.push({ kind: 'choice', value: `${name}: ${values.join(' | ')}` });
  } else return end;
  use(scan, at, end);
  return end;
};

/** What opens the list of states after "a status": a colon, "of", "which is"; `undefined` where none follows. */
const stateOpening = (scan: Scan, at: number): number | undefined => {
  if (closing(scan, at - 1).includes(':')) return 0;
  if (lower(scan, at) === 'of') return /^(?:either|type)$/.test(lower(scan, at + 1)) ? 2 : 1;
  const opening = choiceOpening(ahead(scan, at, 6));
  return opening > 0 ? opening : undefined;
};

/** What opens the values of any other attribute: "of" and a colon only before bare words. */
const valuesOpening = (scan: Scan, at: number, name: string): number | undefined => {
  if (closing(scan, at - 1).includes(':')) return listsValues(scan, name, at) ? 0 : undefined;
  if (lower(scan, at) === 'of' && listsValues(scan, name, at + 1)) return 1;
  const opening = choiceOpening(ahead(scan, at, 6));
  return opening > 0 ? opening : undefined;
};

const BOUNDS: readonly [RegExp, readonly ('minimum' | 'maximum')[]][] = [
  [/^(?:from|between) (\S+) (?:to|and) (\S+)(?= |$)/, ['minimum', 'maximum']],
  [/^(?:of )?(?:at least|no less than|minimum) (\S+)(?= |$)/, ['minimum']],
  [/^(?:of )?(?:at most|no more than|up to|maximum) (\S+)(?= |$)/, ['maximum']],
  [/^(\d+)(?: to |-)(\d+)(?= |$)/, ['minimum', 'maximum']],
];

/** "a rating from 1 to 5", "(at least 1)": where it ends. */
const readBounds = (scan: Scan, at: number, name: string, constraints: Constraint[]): number | undefined => {
  const text = ahead(scan, at, 5);
  for (const [pattern, kinds] of BOUNDS) {
    const found = pattern.exec(text);
    const numbers = kinds.map((_, index) => numberOf(found?.[index + 1] ?? ''));
    if (!found || numbers.some((number) => number === undefined)) continue;
    const end = at + found[0].split(' ').length;
    if (durationUnit(lower(scan, end))) return undefined;
    kinds.forEach((kind, index) => constraints.push({ kind, value: `${name}: ${numbers[index] ?? 0}` }));
    use(scan, at, end);
    return end;
  }
  return undefined;
};

const durationUnit = (word: string): boolean => /^(?:minute|hour|day|week|month|year)s?$/.test(word);

/** What follows an attribute's name and narrows it. Answers where it ends. */
export const readQualifier = (scan: Scan, at: number, name: string, constraints: Constraint[]): number => {
  const bounded = pauses(scan.words[at - 1]) ? undefined : readBounds(scan, at, name, constraints);
  if (bounded !== undefined) return bounded;
  if (/[([]/.test(scan.words[at]?.open ?? '')) return readBracket(scan, at, name, constraints);
  const said = readRelative(scan, at, name, constraints);
  if (said !== undefined) return said;
  const opening = isStateNoun(name) ? stateOpening(scan, at) : valuesOpening(scan, at, name);
  if (opening === undefined) return at;

  use(scan, at, at + opening);
  const { next, values } = readChoices(scan, at + opening, false);
  if (values.length < 2) return at;
  constraints.push({ kind: 'choice', value: `${name}: ${values.join(' | ')}` });
  const steps = scan.words.slice(at, next).some(({ lower: word }) => word === 'then');
  if (steps) constraints.push({ kind: 'steps', value: name });
  return next;
};

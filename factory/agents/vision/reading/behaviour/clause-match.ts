import { statedBehaviourSchema, type StatedBehaviour } from '../../../../domain/stated-behaviour.ts';
import { draft, use, type Constraint, type Scan } from '../scan.ts';
import { verbOf, type VerbClass } from '../verbs.ts';
import { isExcepted } from './exceptions.ts';
import type { Groups } from './grammar.ts';

/** A sentence as one line of words and punctuation, and where each word begins in it. */
type Line = { text: string; starts: number[] };

const lines = new WeakMap<Scan['words'], Line>();

const spaced = (punctuation: string): string =>
  [...punctuation.replace(/[–—]/g, ',')]
    .filter((mark) => /[,;:.!?()]/.test(mark))
    .map((mark) => ` ${mark}`)
    .join('');

const lineOf = ({ words }: Scan): Line => {
  const known = lines.get(words);
  if (known) return known;
  const line: Line = { text: '', starts: [] };
  for (const { lower, open, close } of words) {
    line.text += spaced(open.replace(/[^(]/g, ''));
    line.starts.push(line.text.length + 1);
    line.text += ` ${lower}${spaced(close)}`;
  }
  line.text += ' .';
  lines.set(words, line);
  return line;
};

/** What was matched, for the rule that reads it. */
export type Match = {
  scan: Scan;
  /** Word it begins at, and the one after it. */
  at: number;
  next: number;
  text: string;
  groups: Groups;
  /** The thing that the clause is about: named, or the one spoken of last. */
  thing: string | undefined;
};

export const matchAt = (scan: Scan, at: number, pattern: RegExp): Match | undefined => {
  const line = lineOf(scan);
  const start = line.starts[at];
  if (start === undefined) return undefined;
  pattern.lastIndex = start;
  const found = pattern.exec(line.text);
  if (!found || found[0] === '') return undefined;
  const end = start + found[0].trimEnd().length;
  const next = line.starts.findIndex((each) => each >= end);
  const groups = merged(found.groups);
  return {
    scan,
    at,
    next: next < 0 ? scan.words.length : next,
    text: found[0].trim(),
    groups,
    thing: groups.thing ? scan.tagger.singular(groups.thing) : scan.memory.thing,
  };
};

/** A pattern that matches at a place. A group may stand in it more than once; the first that matched counts. */
export const rule = (...parts: readonly string[]): RegExp => {
  const seen = new Map<string, number>();
  const source = parts.join('').replace(/\(\?<([a-z]+)>/g, (_, name: string) => {
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return `(?<${name}${count === 1 ? '' : `_${count}`}>`;
  });
  return new RegExp(source, 'uy');
};

const merged = (groups: Groups = {}): Groups => {
  const result: Groups = {};
  for (const [key, value] of Object.entries(groups)) result[key.replace(/_\d+$/, '')] ??= value;
  return result;
};

/** "sent" → "send", "checked in" → "check in". */
export const infinitive = ({ tagger }: Scan, verb: string): string => {
  const [first = '', ...rest] = verb.split(' ');
  return [verbOf(first)?.lemma ?? tagger.infinitive(first), ...rest].join(' ');
};

export type Read = {
  object?: string | undefined;
  actor?: string | undefined;
  verb?: string | undefined;
  class?: VerbClass | undefined;
  behaviour?: StatedBehaviour | undefined;
  attributes?: string[];
  constraints?: Constraint[];
  /** Where it ends, when not at the end of the match. */
  next?: number;
  /** It is not what later pronouns stand for. */
  aside?: boolean;
};

export type Reader = (scan: Scan, at: number) => number | undefined;

/** Writes what a rule read as one statement per behaviour. */
export const write = (match: Match, reads: readonly Read[]): number => {
  const next = Math.max(match.next, ...reads.map((read) => read.next ?? 0));
  use(match.scan, match.at, next);
  for (const {
    object,
    actor,
    verb,
    behaviour,
    class: kind,
    attributes = [],
    constraints = [],
    aside,
  } of reads) {
    draft(match.scan, match.at, {
      ...(object ? { object } : {}),
      ...(actor ? { actor } : {}),
      ...(verb ? { verb } : {}),
      ...(kind ? { class: kind } : {}),
      ...(behaviour ? { behaviour } : {}),
      attributes,
      constraints,
      to: next,
    });
    if (object && !aside) match.scan.memory.thing = object;
  }
  return next;
};

/** Words may match a pattern and still name nothing: "a rate cannot given". */
const isWhole = ({ behaviour }: Read): boolean =>
  behaviour === undefined || statedBehaviourSchema.safeParse(behaviour).success;

/** A reader of one pattern; `read` answers nothing where the words mean something else. */
export const reader =
  (pattern: RegExp, read: (match: Match) => Read | readonly Read[] | undefined): Reader =>
  (scan, at) => {
    const match = matchAt(scan, at, pattern);
    const found = match && read(match);
    if (!match || found === undefined) return undefined;
    const reads = 'length' in found ? found : [found];
    return reads.length > 0 && reads.every(isWhole) && !isExcepted(match.scan, match.next, reads)
      ? write(match, reads)
      : undefined;
  };

export const firstOf =
  (readers: readonly Reader[]): Reader =>
  (scan, at) => {
    for (const read of readers) {
      const next = read(scan, at);
      if (next !== undefined) return next;
    }
    return undefined;
  };

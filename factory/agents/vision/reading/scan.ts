import type { Duration } from '../../../domain/duration.ts';
import type { Statement } from '../../../domain/statement.ts';
import type { StatedBehaviour } from '../../../domain/stated-behaviour.ts';
import type { Tagger } from './tag-words.ts';
import type { VerbClass } from './verbs.ts';
import type { Word } from './word.ts';

export type Constraint = Statement['constraints'][number];

/** A statement in the making. */
export type Draft = {
  from: number;
  to: number;
  actor?: string;
  verb?: string;
  class?: VerbClass;
  object?: string;
  attributes: string[];
  constraints: Constraint[];
  behaviour?: StatedBehaviour;
};

/** What earlier sentences leave behind for pronouns and bullets. */
export type Memory = {
  /** The thing spoken of last, singular. */
  thing?: string;
  /** Who acts in the bullets that follow. */
  actor?: string;
  /** Somewhere the text speaks of an amount that is spent or has a balance. */
  amounts?: boolean;
  /** How long something may last, said last: what "in time" means. */
  allowed?: Duration;
  /** All words of the text, lower case. */
  said?: ReadonlySet<string>;
};

/** One sentence while it is read. */
export type Scan = {
  words: readonly Word[];
  /** Which words became part of a statement. */
  used: boolean[];
  drafts: Draft[];
  memory: Memory;
  tagger: Tagger;
};

export const use = (scan: Scan, from: number, to: number): void => {
  scan.used.fill(true, from, to);
};

export const lower = (scan: Scan, at: number): string => scan.words[at]?.lower ?? '';

/** Punctuation after a word. */
export const closing = (scan: Scan, at: number): string => scan.words[at]?.close ?? '';

/** Lower-case words from a position on, with their punctuation left out. */
export const ahead = (scan: Scan, at: number, count: number): string =>
  scan.words
    .slice(at, at + count)
    .map((word) => word.lower)
    .join(' ');

export const draft = (scan: Scan, from: number, fields: Partial<Draft>): Draft => {
  const made: Draft = { from, to: from, attributes: [], constraints: [], ...fields };
  scan.drafts.push(made);
  return made;
};

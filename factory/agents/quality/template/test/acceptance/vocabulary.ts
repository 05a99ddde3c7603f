import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** In place of what the published contract should have and has not. */
export type Lack = { lacks: string };

export type Attribute = {
  property: string;
  type: 'string' | 'instant' | 'number' | 'boolean' | 'object' | 'reference';
};

/** How things are found by an attribute: its value is asked for, or the period that holds it. */
export type Filter = { equals: string } | { from: string; until: string };

/** Parts that a thing has several of. */
export type Part = { property: string; attributes: Record<string, Attribute | Lack> };

/** Where a thing shows the state it is in, and what each state is called there. */
export type States = { property: string; values: Record<string, { value: string } | Lack> };

/** An operation on one thing; `body` is what the contract requires besides the amount. */
export type Move = { path: string; body: Record<string, unknown> };

/** An event of the published contract that says that something happened to a thing. */
export type Happening = { type: string; source: string };

/**
 * Where the contract has what the features say of one kind of thing; what they do not speak of may be absent. Paths of one
 * thing end in `{id}`.
 */
export type Subject = {
  plural: string;
  attributes: Record<string, Attribute | Lack>;
  parts?: Record<string, Part | Lack>;
  states?: States | Lack;
  moves?: Record<string, Move | Lack>;
  posts?: Record<string, (Move & { amount: string }) | Lack>;
  balance?: { property: string } | Lack;
  happenings?: Record<string, Happening | Lack>;
  /** Names of its remote procedures; `key` is what a request calls the id of one. */
  grpc?: { record: string; view: string; key: string } | Lack;
  record: { path: string } | Lack;
  once?: { header: string } | Lack;
  view?: { path: string } | Lack;
  find?: { path: string } | Lack;
  findBy: Record<string, Filter | Lack>;
  export?: { path: string; formats: string[] } | Lack;
  change?: { path: string } | Lack;
  remove?: { path: string } | Lack;
  /** Path of one thing, whether or not the contract has an operation there. */
  item: { path: string } | Lack;
  /** Operations that change or remove one: `PUT /events/{eventId}`. */
  changes: string[];
};

/** The words of the features, each with its place in the contract. */
export type Vocabulary = Record<string, Subject>;

export const readVocabulary = (): Vocabulary =>
  JSON.parse(readFileSync(join(import.meta.dirname, 'vocabulary.json'), 'utf8')) as Vocabulary;

/** What a word stands for, or an error that says what the contract lacks. */
export const need = <T extends object>(found: T | Lack | undefined, word: string): T => {
  if (!found) throw new Error(`The vocabulary does not know "${word}".`);
  if ('lacks' in found) throw new Error(found.lacks);
  return found;
};

/** The subject that a step calls by its singular or plural name. */
export const subjectCalled = (vocabulary: Vocabulary, word: string): Subject => {
  const known = Object.entries(vocabulary).find(([name, { plural }]) => name === word || plural === word);
  return need(known?.[1], word);
};

import { expect, test } from 'vitest';

import { outlineOf } from '../support/outline.ts';
import { blueprintOf, planOf } from '../support/run.ts';

/** Definitions whose nouns are places to fill; words that say what kind of value an attribute holds stay. */
const FRAMES = [
  'Keep a register of {a}s: each {a} has a {b}, a {c} and a {d} date; find {a}s by {b} and {c}',
  'Log {a}s with {b} and {c}, and export them as CSV',
  'Record {a}s from {b}s; {a}s cannot be changed or deleted; list {a}s by {b}',
  'We need a service that lets {d}s create, view and delete {a}s. A {a} has a {b} and an optional {c}.',
  'Create a {a} log with {b}, {c} and time',
  'Manage {a}s and {b}s; each {b} has a {c} and a {d} which is one of open, paid or cancelled',
] as const;

const KNOWN = { a: 'book', b: 'author', c: 'publisher', d: 'librarian' };
const INVENTED = [
  { a: 'zorble', b: 'frob', c: 'quux', d: 'glimp' },
  { a: 'snark', b: 'borogove', c: 'vorpal', d: 'tove' },
  { a: 'flimber', b: 'gadrick', c: 'plonk', d: 'wuzzle' },
];

type Nouns = typeof KNOWN;

const fill = (frame: string, nouns: Nouns): string =>
  frame.replace(/\{([abcd])\}/g, (_, key: keyof Nouns) => nouns[key]);

/** The outline with every noun replaced by its place, in whatever form it appears. */
const structureOf = async (text: string, nouns: Nouns): Promise<string> => {
  const outline = JSON.stringify(outlineOf(await planOf(text), await blueprintOf(text)), null, 1);
  return Object.entries(nouns).reduce(
    (result, [key, noun]) => result.replaceAll(new RegExp(noun, 'gi'), `{${key}}`),
    outline,
  );
};

test.each(FRAMES)('%s: the structure does not depend on its nouns', async (frame) => {
  const expected = await structureOf(fill(frame, KNOWN), KNOWN);
  expect(expected).toContain('{a}');
  for (const nouns of INVENTED) expect(await structureOf(fill(frame, nouns), nouns)).toBe(expected);
});

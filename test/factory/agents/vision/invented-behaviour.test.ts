import { expect, test } from 'vitest';

import { storiesOf } from '../../../../factory/domain/product-plan.ts';
import { planOf } from '../support/run.ts';
import { behaviourOf } from './behaviour-outline.ts';

/**
 * Texts whose nouns are places to fill. Verbs stay, and so do words that say what kind of value an attribute holds (price,
 * quantity, date), what is worked out (sum), or that a verb is counted by its noun (booking, loan).
 */
const FRAMES = [
  'Create a {a} service where {b}s earn and redeem {c}s; a balance never goes below zero and {c}s expire after 12 months',
  'A {a}: {b}s book a {c} in a {d}; a {d} has a capacity; a {b} may have at most three open bookings; a booking can be cancelled until two hours before; who does not show up twice in a month is blocked for a week',
  'A {a} has {b}s with quantity and unit price; its {c} is the sum; it is drafted, sent, paid or cancelled; a sent {a} can no longer change; it is overdue 30 days after sending',
  'A {d} service with a gRPC interface for the other services: {a}s per {b} {c} and day, a {a} cannot change after it was published',
  '{b}s borrow {a}s; each {a} has a {c}; a {b} can borrow at most five {a}s at a time; a loan is overdue when it is not returned within 14 days',
  'Keep {a}s with a {b}; {c}s may approve or reject {a}s; an approved {a} cannot be changed; only {c}s may approve {a}s',
  'A {a} has {b}s, each with a {c}, a quantity and a price. The {d} of a {a} is the sum of quantity times price of its {b}s. A {a} is placed, paid, shipped or cancelled.',
  'Keep {a}s with a start date and an end date and a {b}; the end date must be after the start date; two {a}s of a {b} must not overlap',
  '{b}s sign up for {a}s. A {a} has a {c} and a capacity. A sign-up can be withdrawn until 3 days before the {a} starts.',
  'Keep {a}s per {b} and {c}. A {a} is between 1 and 6. A {a} cannot be changed once it is published.',
  'Each {b} may vote only once per {a}. A {a} has a {c}.',
  'A {a} has a {b}. A {a} expires after 15 minutes. A {a} that is not confirmed within 15 minutes expires.',
  'Keep {a}s with a {b}: there are at most 3 open {a}s per {c}; a {a} is open, paused or closed; only {d}s can close {a}s',
  '{b}s rent {a}s. A {a} has a {c}. {b}s can only cancel their own rentals. No more than 2 rentals per {b}.',
  'Track {a}s. A {a} has a {b} and a status: open → in progress → done. A {a} is late if it is not finished within 3 days.',
] as const;

const KNOWN = { a: 'invoice', b: 'member', c: 'point', d: 'studio' };
const INVENTED = [
  { a: 'zorble', b: 'frob', c: 'quux', d: 'glimp' },
  { a: 'snark', b: 'borogove', c: 'vorpal', d: 'tove' },
  { a: 'flimber', b: 'gadrick', c: 'plonk', d: 'wuzzle' },
];

type Nouns = typeof KNOWN;

const fill = (frame: string, nouns: Nouns): string =>
  frame.replace(/\{([abcd])\}/g, (_, key: keyof Nouns) => nouns[key]);

/** Behaviour and criteria with every noun, singular or plural, replaced by its place. */
const structureOf = async (frame: string, nouns: Nouns): Promise<string> => {
  const plan = await planOf(fill(frame, nouns));
  const outline = {
    ...behaviourOf(plan),
    criteria: storiesOf(plan).map(
      ({ intent, subject, criteria }) =>
        `${intent} ${subject}: ${criteria.map(({ check }) => check.kind).join(' ')}`,
    ),
  };
  return Object.entries(nouns).reduce(
    (result, [key, noun]) => result.replaceAll(new RegExp(`${noun}(?:es|s)?`, 'gi'), `{${key}}`),
    JSON.stringify(outline, null, 1),
  );
};

test.each(FRAMES)('%s: behaviour does not depend on its nouns', async (frame) => {
  const expected = await structureOf(frame, KNOWN);
  expect(expected).toMatch(/\{[abcd]\}/);
  for (const nouns of INVENTED) expect(await structureOf(frame, nouns)).toBe(expected);
});

test('what stays the same is behaviour', async () => {
  const counts = await Promise.all(
    FRAMES.map(async (frame) => {
      const { rules, moves } = behaviourOf(await planOf(fill(frame, INVENTED[0] ?? KNOWN)));
      return rules.length + moves.length;
    }),
  );
  expect(Math.min(...counts)).toBeGreaterThan(0);
});

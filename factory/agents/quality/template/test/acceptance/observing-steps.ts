import { expect, vi } from 'vitest';

import type { Thing } from './client.ts';
import type { StepDefinition } from './step-definition.ts';
import { attributeOf, valueOf } from './values.ts';
import { need, subjectCalled, type States, type Subject } from './vocabulary.ts';
import { about, allOf, called, idOf, shown, subjectOf, type World } from './world.ts';

/** Milliseconds in which what the service does by itself must have been done. */
const PATIENCE = 5_000;
const PAUSE = 50;

const now = async (world: World, subject: Subject, name: string): Promise<Thing> =>
  (await shown(world, called(world, name), subject)) ?? {};

const stateOf = (subject: Subject, state: string): { property: string; value: string } => {
  const { property, values } = need<States>(subject.states, state);
  return { property, value: need<{ value: string }>(values[state], state).value };
};

/** How far a number may be from the one expected: less than half of its last digit. */
const DIGITS = 4;

/** Steps about what a thing shows. */
export const observingSteps: readonly StepDefinition[] = [
  {
    pattern: /^the balance of the (.+) "([^"]+)" is (-?[\d.]+)$/,
    run: async (world, [word = '', name = '', amount = '']) => {
      const subject = subjectCalled(world.vocabulary, word);
      const { property } = need(subject.balance, 'balance');
      expect((await now(world, subject, name))[property], `Property ${property}`).toBe(Number(amount));
    },
  },
  {
    pattern: /^the (.+) of the (first|second) of the (.+) of the (.+) "([^"]+)" is "(.*)"$/,
    run: async (world, [attribute = '', which = '', plural = '', word = '', name = '', cell = '']) => {
      const subject = subjectCalled(world.vocabulary, word);
      const { property, attributes } = need(subject.parts?.[plural], plural);
      const found = attributeOf(attributes, attribute);
      const parts = (await now(world, subject, name))[property] as Thing[];
      const part = parts[which === 'first' ? 0 : 1];
      expect(part?.[found.property], `The ${attribute}`).toBeCloseTo(Number(cell), DIGITS);
    },
  },
  {
    pattern: /^the (.+) of the (.+) "([^"]+)" is "(.*)"$/,
    run: async (world, [attribute = '', word = '', name = '', cell = '']) => {
      const subject = subjectCalled(world.vocabulary, word);
      const found = attributeOf(subject.attributes, attribute);
      const value = (await now(world, subject, name))[found.property];
      const expected = valueOf(found, cell, (other) => idOf(world, other));
      if (typeof expected === 'number') expect(value, `The ${attribute}`).toBeCloseTo(expected, DIGITS);
      else expect(value, `The ${attribute}`).toEqual(expected);
    },
  },
  {
    pattern: /^the (.+) "([^"]+)" is "(.+)"$/,
    run: async (world, [word = '', name = '', state = '']) => {
      const subject = subjectCalled(world.vocabulary, word);
      const { property, value } = stateOf(subject, state);
      expect(await now(world, subject, name)).toMatchObject({ [property]: value });
    },
  },
  {
    pattern: /^the (.+) "([^"]+)" becomes "(.+)"$/,
    run: async (world, [word = '', name = '', state = '']) => {
      const subject = subjectCalled(world.vocabulary, word);
      const { property, value } = stateOf(subject, state);
      const look = async () => expect(await now(world, subject, name)).toMatchObject({ [property]: value });
      await vi.waitFor(look, { timeout: PATIENCE, interval: PAUSE });
    },
  },
  {
    pattern: /^exactly one (.+) has the (.+) "(.+)"$/,
    run: async (world, [word = '', attribute = '', name = '']) => {
      const subject = about(world, word);
      const { property } = attributeOf(subject.attributes, attribute);
      const all = await allOf(world, subject);
      const found = all.filter((item) => item[property] === idOf(world, name));
      expect(found, `Things whose ${attribute} is "${name}"`).toHaveLength(1);
      world.found = found;
    },
  },
  {
    pattern: /^it took over the (.+) "(.*)"$/,
    run: (world, [attribute = '', cell = '']) => {
      const found = attributeOf(subjectOf(world).attributes, attribute);
      const expected = valueOf(found, cell, (other) => idOf(world, other));
      expect(world.found[0]?.[found.property], `The ${attribute}`).toEqual(expected);
    },
  },
];

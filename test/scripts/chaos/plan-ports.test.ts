import { expect, it } from 'vitest';

import { notCalled, planPorts } from '../../chaos/ports/plan.ts';

it('every way of failing of every method that is called, where it is called first, in an order of the seed', () => {
  const cases = planPorts(1, { 'a.read': 3, 'a.write': 1 }, { 'a.read': 3, 'b.remove': 2 });
  expect(cases).toHaveLength(12);
  expect(new Set(cases.map(({ name }) => name)).size).toBe(12);
  expect(cases.filter(({ target }) => target === 'a.read').map(({ scenario }) => scenario)).toEqual(
    Array(4).fill('run'),
  );
  expect(cases.filter(({ target }) => target === 'b.remove').map(({ scenario }) => scenario)).toEqual(
    Array(4).fill('cancelled'),
  );
  const names = (seed: number) => planPorts(seed, { 'a.read': 1, 'a.write': 1 }, {}).map(({ name }) => name);
  expect(names(1)).toEqual(names(1));
  expect(names(1)).not.toEqual(names(2));
});

it('names what no run calls', () => {
  expect(notCalled(['a.read', 'a.write', 'b.remove'], { 'a.read': 1 }, { 'b.remove': 1 })).toEqual([
    'a.write',
  ]);
});

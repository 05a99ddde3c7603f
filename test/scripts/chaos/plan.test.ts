import { expect, it } from 'vitest';

import { difference } from '../../chaos/kill/oracles/oracle.ts';
import { planCases } from '../../chaos/kill/plan.ts';

const KINDS = ['audit trail', 'compensation', 'four services'] as const;

const killsOf = (seed: number, kills: number) =>
  Object.fromEntries(
    KINDS.map((kind) => [
      kind,
      planCases(seed, kills, KINDS, 'time')
        .filter((one) => one.kind === kind)
        .reduce((sum, { moments }) => sum + moments.length, 0),
    ]),
  );

it.each([1, 2, 3, 99])('plans six, two and two of ten kills, by the seed %i alone', (seed) => {
  expect(killsOf(seed, 10)).toEqual({ 'audit trail': 6, compensation: 2, 'four services': 2 });
  expect(planCases(seed, 10, KINDS, 'time')).toEqual(planCases(seed, 10, KINDS, 'time'));
  expect(planCases(seed, 10, KINDS, 'time')).not.toEqual(planCases(seed + 1, 10, KINDS, 'time'));
});

it('spreads the kills over all of a run', () => {
  const moments = planCases(1, 400, ['audit trail'], 'time').flatMap((one) => one.moments);
  const tenths = Map.groupBy(moments, (moment) => Math.floor(moment * 10));
  expect([...tenths.keys()].toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

it('kills every second replayed run at an event', () => {
  const kinds = ['audit trail', 'compensation'] as const;
  const runs = planCases(1, 40, kinds, 'time and events');
  for (const kind of kinds) {
    const ofKind = runs.filter((one) => one.kind === kind);
    expect(ofKind.filter(({ byEvents }) => byEvents)).toHaveLength(Math.floor(ofKind.length / 2));
  }
  expect(planCases(1, 40, kinds, 'time').filter(({ byEvents }) => byEvents)).toEqual([]);
});

it('tells what is missing and what is too many', () => {
  expect(difference(['a', 'b', 'b'], ['b', 'c'])).toEqual(['1 missing: c', '1 too many: a', '1 too many: b']);
  expect(difference(['b', 'a'], ['a', 'b'])).toEqual([]);
});

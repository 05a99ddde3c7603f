import { describe, expect, it } from 'vitest';

import { durationText, shifted, type Duration } from '../../../factory/domain/duration.ts';

const at = (from: string, duration: Duration, sign: 1 | -1): string =>
  shifted(new Date(from), duration, sign).toISOString();

describe('a calendar duration', () => {
  it.each([
    ['2026-01-31T10:00:00.000Z', 1, 'month', 1, '2026-02-28T10:00:00.000Z'],
    ['2028-01-31T10:00:00.000Z', 1, 'month', 1, '2028-02-29T10:00:00.000Z'],
    ['2026-03-31T10:00:00.000Z', 1, 'month', -1, '2026-02-28T10:00:00.000Z'],
    ['2026-12-15T00:00:00.000Z', 1, 'month', 1, '2027-01-15T00:00:00.000Z'],
    ['2028-02-29T00:00:00.000Z', 1, 'year', 1, '2029-02-28T00:00:00.000Z'],
    ['2026-03-02T18:00:00.000Z', 2, 'hour', -1, '2026-03-02T16:00:00.000Z'],
    ['2026-03-02T18:00:00.000Z', 1, 'week', 1, '2026-03-09T18:00:00.000Z'],
    ['2026-03-02T18:00:00.000Z', 15, 'minute', 1, '2026-03-02T18:15:00.000Z'],
    ['2026-03-02T18:00:00.000Z', 30, 'day', 1, '2026-04-01T18:00:00.000Z'],
  ] as const)('%s and %i %s (%i) is %s', (from, amount, unit, sign, expected) => {
    expect(at(from, { amount, unit }, sign)).toBe(expected);
  });

  it('leaves the instant it started from as it was', () => {
    const from = new Date('2026-01-31T10:00:00.000Z');
    shifted(from, { amount: 1, unit: 'month' }, 1);
    expect(from.toISOString()).toBe('2026-01-31T10:00:00.000Z');
  });

  it('is said in the singular and in the plural', () => {
    expect(durationText({ amount: 1, unit: 'week' })).toBe('1 week');
    expect(durationText({ amount: 2, unit: 'hour' })).toBe('2 hours');
  });
});

import { expect, it } from 'vitest';

import {
  dayOf,
  days,
  earlier,
  earlierDay,
  hours,
  later,
  laterDay,
  minutes,
  months,
  periodOf,
  startOfDay,
  weeks,
  years,
  type Duration,
} from '#connectsoft/calendar';

it.each<[string, Duration, string]>([
  ['2026-01-31T09:30:00.000Z', minutes(45), '2026-01-31T10:15:00.000Z'],
  ['2026-01-31T23:30:00.000Z', hours(2), '2026-02-01T01:30:00.000Z'],
  ['2026-02-28T09:30:00.000Z', days(1), '2026-03-01T09:30:00.000Z'],
  ['2026-02-23T09:30:00.000Z', weeks(1), '2026-03-02T09:30:00.000Z'],
  ['2026-01-31T09:30:00.000Z', months(1), '2026-02-28T09:30:00.000Z'],
  ['2024-01-31T09:30:00.000Z', months(1), '2024-02-29T09:30:00.000Z'],
  ['2026-11-30T09:30:00.000Z', months(3), '2027-02-28T09:30:00.000Z'],
  ['2024-02-29T09:30:00.000Z', years(1), '2025-02-28T09:30:00.000Z'],
  ['2026-03-31T09:30:00.000Z', months(12), '2027-03-31T09:30:00.000Z'],
])('after %s by %o comes %s', (instant, by, expected) => {
  expect(later(instant, by)).toBe(expected);
});

it.each<[string, Duration, string]>([
  ['2026-03-01T00:30:00.000Z', hours(1), '2026-02-28T23:30:00.000Z'],
  ['2026-03-31T09:30:00.000Z', months(1), '2026-02-28T09:30:00.000Z'],
  ['2026-01-15T09:30:00.000Z', years(2), '2024-01-15T09:30:00.000Z'],
])('before %s by %o was %s', (instant, by, expected) => {
  expect(earlier(instant, by)).toBe(expected);
});

it('counts days without a time', () => {
  expect(dayOf('2026-01-31T23:59:59.999Z')).toBe('2026-01-31');
  expect(laterDay('2026-01-31', months(1))).toBe('2026-02-28');
  expect(earlierDay('2026-03-01', days(1))).toBe('2026-02-28');
  expect(startOfDay('2026-01-31')).toBe('2026-01-31T00:00:00.000Z');
});

it.each<[string, Duration, string, string]>([
  ['2026-02-15T09:30:00.000Z', months(1), '2026-02-01T00:00:00.000Z', '2026-03-01T00:00:00.000Z'],
  ['2026-02-15', months(3), '2025-12-01T00:00:00.000Z', '2026-03-01T00:00:00.000Z'],
  ['2026-02-15T09:30:00.000Z', years(1), '2026-01-01T00:00:00.000Z', '2027-01-01T00:00:00.000Z'],
  ['2026-02-15T09:30:00.000Z', weeks(1), '2026-02-09T00:00:00.000Z', '2026-02-16T00:00:00.000Z'],
  ['2026-02-16T00:00:00.000Z', weeks(1), '2026-02-16T00:00:00.000Z', '2026-02-23T00:00:00.000Z'],
  ['2026-02-15T09:30:00.000Z', days(1), '2026-02-15T00:00:00.000Z', '2026-02-16T00:00:00.000Z'],
  ['2026-02-15T09:30:00.000Z', hours(1), '2026-02-15T09:00:00.000Z', '2026-02-15T10:00:00.000Z'],
  ['2026-02-15T09:30:20.000Z', minutes(5), '2026-02-15T09:26:00.000Z', '2026-02-15T09:31:00.000Z'],
])('%s lies in the calendar period of %o from %s to %s', (time, duration, start, end) => {
  expect(periodOf(time, duration)).toEqual({ start, end });
});

import { expect, it } from 'vitest';

import { isCalendarDate, toInstant } from '#connectsoft/instant';

it.each([
  ['2026-01-31T09:30:00Z', '2026-01-31T09:30:00.000Z'],
  ['2026-01-31t09:30:00.123456z', '2026-01-31T09:30:00.123Z'],
  ['2026-01-31T00:30:00+02:00', '2026-01-30T22:30:00.000Z'],
  ['2024-02-29T23:59:59-00:30', '2024-03-01T00:29:59.000Z'],
  ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000Z'],
])('keeps %s in UTC', (text, kept) => {
  expect(toInstant(text)).toBe(kept);
});

it.each([
  'yesterday',
  '2026-01-31',
  '2026-01-31T09:30:00',
  '2026-02-29T09:30:00Z',
  '2026-01-31T24:00:00Z',
  '2026-01-31T09:60:00Z',
  '2016-12-31T23:59:60Z',
  '2026-01-31T09:30:00+24:00',
  '0000-01-01T00:00:00+01:00',
])('refuses %s', (text) => {
  expect(toInstant(text)).toBeUndefined();
});

it.each([
  ['2026-02-28', true],
  ['2024-02-29', true],
  ['2026-02-29', false],
  ['2026-04-31', false],
  ['2026-13-01', false],
  ['2026-00-10', false],
  ['2026-01-00', false],
  ['2026-1-1', false],
  ['0004-02-29', true],
])('knows whether %s is a day: %s', (text, expected) => {
  expect(isCalendarDate(text)).toBe(expected);
});

import { expect, it } from 'vitest';

import { days, weeks } from '#connectsoft/calendar';
import { isConsequent } from '#connectsoft/occurrences';

const consequence = { times: 2, within: weeks(1), lasts: days(2) };
const first = '2026-01-01T12:00:00.000Z';
const last = '2026-01-08T11:59:59.999Z';

it('begins with the last of them and ends after its time', () => {
  const isAt = (at: string) => isConsequent([last, first], consequence, at);
  expect(isAt('2026-01-08T11:59:59.998Z')).toBe(false);
  expect(isAt(last)).toBe(true);
  expect(isAt('2026-01-10T11:59:59.998Z')).toBe(true);
  expect(isAt('2026-01-10T11:59:59.999Z')).toBe(false);
});

it('needs all of them within the time', () => {
  expect(isConsequent([last], consequence, last)).toBe(false);
  expect(isConsequent([], consequence, last)).toBe(false);
  expect(isConsequent([first, '2026-01-08T12:00:00.000Z'], consequence, '2026-01-08T12:00:00.000Z')).toBe(
    false,
  );
});

it('finds them among others', () => {
  const others = ['2025-06-01T12:00:00.000Z', first, '2025-12-31T12:00:00.000Z'];
  expect(isConsequent(others, consequence, '2026-01-02T12:00:00.000Z')).toBe(true);
  expect(isConsequent(others, consequence, '2026-01-03T12:00:00.000Z')).toBe(false);
  expect(isConsequent(['2025-06-01T12:00:00.000Z', first], consequence, first)).toBe(false);
});

it('takes one for enough where one is', () => {
  expect(isConsequent([first], { ...consequence, times: 1 }, first)).toBe(true);
});

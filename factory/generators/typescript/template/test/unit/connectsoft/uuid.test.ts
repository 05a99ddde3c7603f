import { expect, it } from 'vitest';

import { isUuid, uuidGenerator } from '#connectsoft/uuid';

it('makes UUIDs of version 7 that begin with the milliseconds', () => {
  const next = uuidGenerator(() => new Date('2026-01-31T09:30:00.000Z'));
  expect(next()).toMatch(/^019c1363-49c0-7000-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

it('never goes back: not within a millisecond, not when the clock does', () => {
  let now = 1_000_000;
  const next = uuidGenerator(() => new Date(now));
  const ids = Array.from({ length: 10_000 }, (_, index) => {
    if (index === 5_000) now -= 1_000;
    return next();
  });
  expect(ids).toEqual(ids.toSorted());
  expect(new Set(ids).size).toBe(10_000);
  expect(ids.every(isUuid)).toBe(true);
});

it.each(['', 'x', '019c1344-cec0-7000-8000', '019c1344-cec0-7000-0000-000000000000/'])(
  'knows that %j is none',
  (text) => {
    expect(isUuid(text)).toBe(false);
  },
);

import { expect, it } from 'vitest';

import { fromCursor, toCursor } from '#connectsoft/cursor';

const id = '019c1344-cec0-7000-8000-00000000abcd';

it('comes back from what it was made of', () => {
  expect(fromCursor(toCursor(id))).toBe(id);
  expect(toCursor(undefined)).toBeUndefined();
  expect(fromCursor(undefined)).toBeUndefined();
});

it.each(['', 'x', 'AAAA', `${toCursor(id)}=`, `${toCursor(id)}A`, id])(
  'refuses %j and names the parameter',
  (cursor) => {
    expect(() => fromCursor(cursor)).toThrow('cursor must be the nextCursor of an earlier page');
  },
);

import { describe, expect, it } from 'vitest';

import { duration } from '../../../cli/view/duration.ts';
import { fit, printable } from '../../../cli/view/printable.ts';
import { table } from '../../../cli/view/table.ts';

describe('duration', () => {
  it.each([
    [0, '0.0 s'],
    [420, '0.4 s'],
    [59_949, '59.9 s'],
    [59_950, '1 min 00 s'],
    [65_000, '1 min 05 s'],
    [3_600_000, '60 min 00 s'],
  ])('%d ms is %s', (milliseconds, text) => expect(duration(milliseconds)).toBe(text));
});

describe('printable', () => {
  it('is one line that cannot steer a terminal', () => {
    expect(printable('a\r\nb\u001B[2Jc\u009Bd\u2028e\u202Ef\tg')).toBe('a b [2Jc d e f g');
  });
});

describe('fit', () => {
  it('cuts by characters, not by code units', () => {
    expect([fit('😀😀😀', 3), fit('😀😀😀', 2), fit('abc', 0)]).toEqual(['😀😀😀', '😀…', '…']);
  });
});

describe('table', () => {
  it('pads columns and leaves no blanks at the end', () => {
    expect(
      table(
        ['a', 'long'],
        [
          ['long one', 'b'],
          ['c', ''],
        ],
        12,
      ),
    ).toEqual(['a         l…', 'long one  b', 'c']);
  });
});

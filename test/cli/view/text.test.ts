import { describe, expect, it } from 'vitest';

import { displayWidth } from '../../../cli/view/display-width.ts';
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
  it('cuts by the columns that characters take, and cuts none in two', () => {
    expect([fit('😀😀😀', 6), fit('😀😀😀', 5), fit('😀😀😀', 4), fit('abc', 0)]).toEqual([
      '😀😀😀',
      '😀😀…',
      '😀…',
      '…',
    ]);
    expect(fit('cafe\u0301 zorbles', 5)).toBe('cafe\u0301…');
    expect(fit('👩‍👩‍👧‍👦 and family', 4)).toBe('👩‍👩‍👧‍👦 …');
  });
});

describe('displayWidth', () => {
  it.each([
    ['zorble', 6],
    ['予約システム', 12],
    ['ｶﾀｶﾅ', 4],
    ['ＡＢＣ', 6],
    ['예약', 4],
    ['e\u0301', 1],
    ['👩‍👩‍👧‍👦', 2],
    ['🇬🇧', 2],
    ['✔ ▸ … · ✖', 9],
    ['❤️', 2],
    ['a\u200Bb', 2],
    ['مرحبا', 5],
  ])('of %s is %d', (text, width) => expect(displayWidth(text)).toBe(width));
});

describe('hostile text', () => {
  it('cannot stack marks over the lines above', () => {
    expect(printable(`z${'\u0301'.repeat(200)}a`)).toBe(`z${'\u0301'.repeat(4)}a`);
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

  it('pads by the columns that characters take', () => {
    expect(table(['予約', 'b'], [['ab', 'c']])).toEqual(['予約  b', 'ab    c']);
  });
});

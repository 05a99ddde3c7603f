import { expect, it } from 'vitest';

import { screenOf } from '../../../scripts/picture/screen.ts';
import { svgOf } from '../../../scripts/picture/svg.ts';

const shown = (written: string): string[] =>
  screenOf(written).map((line) => line.map(({ text }) => text).join(''));

it('shows what stands at the end: what was drawn over is gone', () => {
  expect(shown('one\r\ntwo\r\nthree\r\n\u001B[2A\u001B[J2\r\n\u001B[?25h')).toEqual(['one', '2']);
  expect(shown('first\u001B[2K\rsecond\n\n')).toEqual(['second']);
});

it('keeps colours up to where they end', () => {
  const ends = '\u001B[1m\u001B[32ma\u001B[39mb\u001B[22mc\u001B[2md\u001B[mE';
  expect(screenOf(ends)[0]?.map(({ style }) => style)).toEqual([[1, 32], [1], [], [2], []]);
  expect(screenOf('\u001B[32mgood\u001B[0m plain')).toEqual([
    [
      { text: 'good', style: [32] },
      { text: ' plain', style: [] },
    ],
  ]);
});

it('draws text as text', () => {
  const svg = svgOf(screenOf('\u001B[1;31m<script>\u001B[0m & "b"'));
  expect(svg).toContain('<tspan fill="#ff7b72" font-weight="bold">&lt;script&gt;</tspan>');
  expect(svg).toContain('&amp;\u00A0&quot;b&quot;</text>');
});

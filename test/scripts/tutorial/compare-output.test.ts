import { expect, it } from 'vitest';

import { differenceOf } from '../../../scripts/tutorial/compare-output.ts';

it.each([
  ['one\ntwo', 'one\ntwo\n'],
  ['one  \ntwo', 'one\r\ntwo   '],
  ['id …, port …', 'id 0199, port 8080'],
  ['a (b) [c] $d.', 'a (b) [c] $d.'],
  ['…', ''],
  ['…', 'any\nnumber\nof lines'],
  ['one\n…\nlast', 'one\nlast'],
  ['one\n…\nlast', 'one\nlast\nnot yet\nlast'],
  ['…\ntwo\n…\nfour', 'one\ntwo\ntwo and a half\nthree\nfour'],
  ['', '\n'],
])('%j agrees with %j', (shown, output) => {
  expect(differenceOf(shown, output)).toBeUndefined();
});

it.each([
  ['one', 'two', '- one\n+ two'],
  ['one\ntwo', 'one', '  one\n- two'],
  ['one', 'one\ntwo', '  one\n- (the end)\n+ two'],
  ['3 passed, 0 failed', '3 passed, 1 failed', '- 3 passed, 0 failed\n+ 3 passed, 1 failed'],
  ['id …', 'id', '- id …\n+ id'],
  ['a.c', 'abc', '- a.c\n+ abc'],
  ['one\n…\nlast', 'one\ntwo\nthree', '  one\n  …\n- last\n+ two\n+ three'],
  ['', 'something', '- (the end)\n+ something'],
  ['…\ncompleted', 'failed', '  …\n- completed\n+ failed'],
])('%j differs from %j', (shown, output, difference) => {
  expect(differenceOf(shown, output)).toBe(difference);
});

it('shows the beginning of what is long', () => {
  const output = Array.from({ length: 100 }, (_, line) => `line ${line}`).join('\n');
  expect(differenceOf('one', output)?.split('\n')).toHaveLength(42);
  expect(differenceOf('one', output)).toMatch(/ {2}\(60 more lines\)$/);
});

import { expect, it } from 'vitest';

import { InvariantViolation } from '#connectsoft/domain-error';
import { assertUnchanged } from '#connectsoft/immutable';

it.each([
  ['a text', 'a', 'a'],
  ['nothing', undefined, undefined],
  ['parts', [{ quantity: 1 }], [{ quantity: 1 }]],
])('lets %s stay', (_name, value, kept) => {
  expect(() => assertUnchanged('member', value, kept)).not.toThrow();
});

it.each([
  ['another text', 'b', 'a'],
  ['what was not there', 'a', undefined],
  ['what is not there any more', undefined, 'a'],
  ['other parts', [{ quantity: 2 }], [{ quantity: 1 }]],
])('refuses %s, and names the field', (_name, value, kept) => {
  const detail = 'member cannot be changed: repeat it or leave it out';
  expect(() => assertUnchanged('member', value, kept)).toThrow(
    new InvariantViolation([{ field: 'member', detail }]),
  );
});

import { expect, it } from 'vitest';

import { InvariantViolation } from '#connectsoft/domain-error';
import {
  calendarDate,
  checked,
  decimal,
  flag,
  instant,
  integer,
  jsonObject,
  oneOf,
  optional,
  required,
  text,
  type Rule,
} from '#connectsoft/value-rules';

it.each<[string, Rule<unknown>, unknown, unknown]>([
  ['a text', text({ minLength: 2, maxLength: 3 }), 'ab', 'ab'],
  ['a text of code points', text({ maxLength: 2 }), '👍👍', '👍👍'],
  ['an integer', integer({ minimum: 1, maximum: 3 }), 3, 3],
  ['any integer', integer(), -7, -7],
  ['a decimal', decimal({ scale: 2 }), 19.99, 19.99],
  ['a flag', flag(), false, false],
  ['a date', calendarDate(), '2026-01-31', '2026-01-31'],
  ['an instant', instant(), '2026-01-31T09:30:00+01:00', '2026-01-31T08:30:00.000Z'],
  ['a choice', oneOf(['a', 'b']), 'b', 'b'],
  ['an object', jsonObject({ maxBytes: 10 }), { a: 'é' }, { a: 'é' }],
])('keeps %s', (_name, rule, value, kept) => {
  expect(rule(value)).toEqual({ value: kept });
});

it.each<[Rule<unknown>, unknown, string]>([
  [text({ maxLength: 3 }), 1, 'must be a string'],
  [text({ minLength: 2, maxLength: 3 }), 'a', 'must have at least 2 characters'],
  [text({ minLength: 1, maxLength: 3 }), '', 'must have at least 1 character'],
  [text({ maxLength: 3 }), 'abcd', 'must have at most 3 characters'],
  [integer(), 1.5, 'must be an integer'],
  [integer(), '1', 'must be an integer'],
  [integer(), 2 ** 53, 'must be an integer'],
  [integer({ minimum: 1 }), 0, 'must be at least 1'],
  [integer({ maximum: 1 }), 2, 'must be at most 1'],
  [decimal({ scale: 2 }), '1', 'must be a number'],
  [decimal({ scale: 2 }), Infinity, 'must be a number'],
  [decimal({ scale: 2 }), 1.005, 'must have at most 2 digits after the decimal point'],
  [decimal({ scale: 2, minimum: 0 }), -0.01, 'must be at least 0'],
  [decimal({ scale: 2, maximum: 1 }), 1.01, 'must be at most 1'],
  [flag(), 'true', 'must be true or false'],
  [calendarDate(), '2026-02-30', 'must be a date, such as 2026-01-31'],
  [instant(), '2026-01-31', 'must be an RFC 3339 date-time, such as 2026-01-31T09:30:00Z'],
  [oneOf(['a', 'b']), 'c', 'must be one of a, b'],
  [jsonObject({ maxBytes: 9 }), [], 'must be a JSON object'],
  [jsonObject({ maxBytes: 9 }), null, 'must be a JSON object'],
  [jsonObject({ maxBytes: 9 }), { a: 'é' }, 'must have at most 9 bytes'],
])('%# refuses %j: %s', (rule, value, broken) => {
  expect(rule(value)).toEqual({ broken });
});

it('keeps the fields that have a rule and leaves absent ones absent', () => {
  const rules = { name: required(text({ maxLength: 9 })), at: optional(instant()) };
  expect(checked({ name: 'x', at: undefined, other: 1 }, rules)).toEqual({ name: 'x' });
});

it('takes no inherited member for a value', () => {
  expect(checked({}, { constructor: optional(text({ maxLength: 9 })) })).toEqual({});
});

it('names every broken rule', () => {
  const rules = { name: required(text({ maxLength: 9 })), age: optional(integer()) };
  const error = (() => {
    try {
      return checked({ age: 'old' }, rules);
    } catch (thrown) {
      return thrown;
    }
  })();
  expect(error).toBeInstanceOf(InvariantViolation);
  expect(error).toMatchObject({
    name: 'InvariantViolation',
    message: 'name is required; age must be an integer',
    violations: [
      { field: 'name', detail: 'name is required' },
      { field: 'age', detail: 'age must be an integer' },
    ],
  });
});

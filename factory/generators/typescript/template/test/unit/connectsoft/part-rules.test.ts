import { expect, it } from 'vitest';

import { listOf, partOf, reference } from '#connectsoft/part-rules';
import { checked, integer, required } from '#connectsoft/value-rules';

const id = '019c1363-49c0-7000-8000-000000000000';
const line = partOf({ quantity: required(integer({ minimum: 1 })) }, (fields) => ({
  ...fields,
  isKept: true,
}));
const rules = { lines: required(listOf(line, { minItems: 1, maxItems: 2 })) };
const lines = (...values: unknown[]) => checked<{ lines: object[] }>({ lines: values }, rules).lines;

it('keeps an id in lower case, and refuses what is none', () => {
  expect(reference()(id.toUpperCase())).toEqual({ value: id });
  for (const wrong of ['', 'x', `${id}0`, 7, null])
    expect(reference()(wrong)).toEqual({ broken: 'must be a UUID' });
});

it('keeps parts in their order, completed', () => {
  expect(lines({ quantity: 2 }, { quantity: 1 })).toEqual([
    { quantity: 2, isKept: true },
    { quantity: 1, isKept: true },
  ]);
});

it.each([
  [[], 'lines must have at least 1 item'],
  [[{}, {}, {}], 'lines must have at most 2 items'],
  [[null], 'item 1 must be a JSON object'],
  [[{ quantity: 1 }, []], 'item 2 must be a JSON object'],
])('refuses %j', (values, detail) => {
  expect(() => lines(...values)).toThrow(detail);
});

it('refuses what is no list', () => {
  expect(() => checked({ lines: {} }, rules)).toThrow('lines must be a list');
});

it('says where in the list something is wrong', () => {
  expect(() => lines({ quantity: 1 }, { quantity: 0 })).toThrow(
    expect.objectContaining({
      violations: [
        { field: 'quantity', detail: 'quantity must be at least 1', path: ['lines', '1', 'quantity'] },
      ],
    }),
  );
});

it('lets a fault through', () => {
  const faulty = partOf({}, () => {
    throw new TypeError('a fault');
  });
  expect(() => faulty({})).toThrow(TypeError);
});

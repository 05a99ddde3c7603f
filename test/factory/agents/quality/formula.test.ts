import { expect, it } from 'vitest';

import { evaluate, numberCell } from '../../../../factory/agents/quality/formula.ts';
import type { PlannedThing } from '../../../../factory/agents/quality/planned-things.ts';
import type { Formula, PlannedRuleOf } from '../../../../factory/domain/planned-rule.ts';
import { invoicesPlan } from '../../fixtures/plans/invoices.ts';

const thing: PlannedThing = { ...invoicesPlan.subjects[0]!, foreign: false };
const computed = invoicesPlan.rules.filter(
  (rule): rule is PlannedRuleOf<'computed'> => rule.kind === 'computed',
);
const parts = {
  lines: [
    { quantity: '3', 'unit price': '7.5' },
    { quantity: '5', 'unit price': '11.5' },
  ],
};

const result = (formula: Formula): number =>
  evaluate(thing, computed, { values: { rate: '4' }, parts }, formula);

const unitPrice: Formula = { op: 'attribute', name: 'unit price' };

it.each([
  [
    'a sum over what another rule computes',
    { op: 'sum', parts: 'lines', of: { op: 'attribute', name: 'amount' } },
    80,
  ],
  ['a count', { op: 'count', parts: 'lines' }, 2],
  ['the least', { op: 'minimum', parts: 'lines', of: unitPrice }, 7.5],
  ['the most', { op: 'maximum', parts: 'line', of: unitPrice }, 11.5],
  [
    'the four operations',
    {
      op: 'divide',
      left: {
        op: 'subtract',
        left: { op: 'multiply', left: { op: 'attribute', name: 'rate' }, right: { op: 'number', value: 5 } },
        right: { op: 'add', left: { op: 'number', value: 1 }, right: { op: 'number', value: 3 } },
      },
      right: { op: 'attribute', name: 'rate' },
    },
    4,
  ],
] as [string, Formula, number][])('works out %s', (_what, formula, expected) => {
  expect(result(formula)).toBe(expected);
});

it('writes amounts with two digits, halves up, without the noise of binary fractions', () => {
  expect([0.1 + 0.2, 1.005, 80, 22.5].map(numberCell)).toEqual(['0.3', '1.01', '80', '22.5']);
});

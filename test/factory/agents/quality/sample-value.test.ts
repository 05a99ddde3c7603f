import { expect, it } from 'vitest';

import { sampleValue } from '../../../../factory/agents/quality/sample-value.ts';
import type { PlannedAttribute } from '../../../../factory/domain/product-plan.ts';

const attribute = (
  name: string,
  nature: PlannedAttribute['nature'],
  choices: string[] = [],
): PlannedAttribute => ({
  name,
  nature,
  choices,
  required: true,
  unique: false,
  computed: false,
  origin: 'stated',
});

it.each([
  [attribute('actor', 'text'), { type: 'string' }, 'ivan-7'],
  [attribute('barcode', 'text'), { type: 'string' }, 'BA-1007'],
  [attribute('e-mail', 'text'), { type: 'string' }, 'ivan.7@example.com'],
  [attribute('storage temperature', 'text'), { type: 'string' }, 'storage temperature 7'],
  [attribute('storage temperature', 'text'), { type: 'string', maxLength: 6 }, 'stor 7'],
  [attribute('note', 'text'), { type: 'string', minLength: 10 }, 'notexxxx 7'],
  [attribute('count', 'number'), { type: 'integer', minimum: 1, maximum: 4 }, '4'],
  [attribute('price', 'money'), { type: 'number' }, '7.5'],
  [attribute('collection date', 'date'), { type: 'string', format: 'date' }, '2020-01-08'],
  [attribute('time', 'instant'), { type: 'string', format: 'date-time' }, '2020-01-08T09:00:00Z'],
  [attribute('fragile', 'flag'), { type: 'boolean' }, 'no'],
  [attribute('kind', 'choice', ['blood', 'serum']), { enum: ['blood', 'serum'] }, 'serum'],
  [attribute('details', 'details'), { type: 'object' }, '{"note":"details 7"}'],
])('writes a value of %o', (planned, schema, value) => {
  expect(sampleValue(planned, schema, 7)).toBe(value);
});

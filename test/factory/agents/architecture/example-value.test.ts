import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect, test } from 'vitest';

import { exampleInput, exampleValue } from '../../../../factory/agents/architecture/example-value.ts';
import type { Field } from '../../../../factory/domain/blueprint.ts';
import { fieldSchema } from '../../../../factory/generators/contracts/field-schema.ts';
import { blueprintOf } from '../support/run.ts';
import { plannerCases } from '../vision/planner-cases.ts';

const ajv = addFormats.default(new Ajv2020({ strict: false }));

/** Whether the published contract accepts a value for a field. */
const accepts = (field: Field, value: unknown): boolean => ajv.validate(fieldSchema(field), value);

test('every example of every planned blueprint satisfies its fields', async () => {
  let inspected = 0;
  for (const { text } of plannerCases) {
    const [service] = (await blueprintOf(text)).services;
    for (const useCase of service?.useCases ?? []) {
      const fields = service?.aggregates.find(({ name }) => name === useCase.aggregate)?.fields ?? [];
      for (const { input } of 'examples' in useCase ? useCase.examples : [])
        for (const [name, value] of Object.entries(input)) {
          const field = fields.find((each) => each.name === name)!;
          expect({ text, name, value, accepted: accepts(field, value) }).toMatchObject({ accepted: true });
          inspected += 1;
        }
    }
  }
  expect(inspected).toBeGreaterThan(100);
});

test('another index gives another value, within bounds', () => {
  const code = { name: 'serialNumber', type: { kind: 'string', minLength: 1, maxLength: 60 } } as const;
  expect([0, 1, 2].map((index) => exampleValue(code, index, []))).toEqual(['A-1001', 'A-1002', 'A-1003']);
  const few = { name: 'seats', type: { kind: 'integer', minimum: 1, maximum: 2 } } as const;
  expect([0, 1].map((index) => exampleValue(few, index, []))).toEqual([2, 2]);
});

test('what the server fills and what is optional is left out unless all is asked for', () => {
  const base = {
    description: 'x',
    unique: false,
    sensitivity: 'none',
    default: 'none',
    immutable: false,
    managed: false,
  } as const;
  const fields: Field[] = [
    { ...base, name: 'note', type: { kind: 'boolean' }, required: false },
    { ...base, name: 'occurredAt', type: { kind: 'instant' }, required: true, default: 'now' },
    { ...base, name: 'actor', type: { kind: 'string', minLength: 1, maxLength: 9 }, required: true },
  ];
  expect(exampleInput(fields, 0, false)).toEqual({ actor: 'ada.lovel' });
  expect(exampleInput(fields, 0, true)).toEqual({
    note: true,
    occurredAt: '2026-01-15T09:30:00Z',
    actor: 'ada.lovel',
  });
});

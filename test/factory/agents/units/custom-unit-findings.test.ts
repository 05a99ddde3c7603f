import { expect, test } from 'vitest';

import { checkBlueprint } from '../../../../factory/agents/architecture/check-blueprint.ts';
import { blueprintSchema, type Blueprint, type Service } from '../../../../factory/domain/blueprint.ts';
import { isCustom } from '../../../../factory/domain/custom-sources.ts';
import type { CustomUnit } from '../../../../factory/domain/custom-unit.ts';
import type { Field } from '../../../../factory/domain/field.ts';
import { planOf } from '../support/run.ts';
import { CHECK_DIGIT, checkDigit, PARCELS, parcels } from './fixtures/parcels.ts';

const plan = await planOf(PARCELS);
const sound = await parcels();

const changed = (change: (service: Service) => Partial<Service>): Blueprint => ({
  ...sound,
  services: sound.services.map((service) => ({ ...service, ...change(service) })),
});
const withUnit = (change: Partial<CustomUnit>): Blueprint =>
  changed(({ customUnits = [] }) => ({
    customUnits: customUnits.map((unit) => (unit.name === 'checkDigit' ? { ...unit, ...change } : unit)),
  }));
const withFields = (change: (fields: readonly Field[]) => Field[]): Blueprint =>
  changed(({ aggregates }) => ({
    aggregates: aggregates.map((aggregate) => ({ ...aggregate, fields: change(aggregate.fields) })),
  }));
const withField = (name: string, change: (field: Field) => Partial<Field>): Blueprint =>
  withFields((fields) =>
    fields.map((field) => (field.name === name ? { ...field, ...change(field) } : field)),
  );
const withSource = (change: object): Blueprint =>
  withField('checkDigit', ({ derived }) =>
    isCustom(derived) ? { derived: { ...derived, ...change } as Field['derived'] } : {},
  );
const first = checkDigit.examples[0]!;

test('sound custom units have no finding', () => {
  expect(checkBlueprint(sound, { plan })).toEqual([]);
  expect(blueprintSchema.parse(JSON.parse(JSON.stringify(sound)))).toEqual(sound);
});

test.each<[string, Blueprint, string?]>([
  ['which does not exist', withSource({ unit: 'other' })],
  ['computes 0 fields', withField('checkDigit', () => ({ derived: { op: 'field', name: 'number' } }))],
  [
    'computes 2 fields',
    withFields((fields) => [
      ...fields,
      { ...fields.find(({ name }) => name === 'checkDigit')!, name: 'second' },
    ]),
  ],
  ['which is no other field', withSource({ arguments: [{ parameter: 'digits', field: 'colour' }] })],
  ['which is no other field', withSource({ arguments: [{ parameter: 'digits', field: 'checkDigit' }] })],
  ['which takes (digits)', withSource({ arguments: [{ parameter: 'text', field: 'number' }] })],
  [
    'number is string, checkDigit takes',
    withUnit({ parameters: [{ name: 'digits', type: { kind: 'boolean' } }] }),
  ],
  [
    'weight is decimal, checkDigit takes',
    withSource({ arguments: [{ parameter: 'digits', field: 'weight' }] }),
  ],
  ['checkDigit gives boolean', withUnit({ result: { kind: 'boolean' } })],
  ['is enum', withField('checkDigit', () => ({ type: { kind: 'enum', values: ['0', '1'] } }))],
  ['Example 1', withUnit({ examples: [{ given: [7], result: '3' }, first] })],
  ['Example 1', withUnit({ examples: [{ given: ['7', '8'], result: '3' }, first] })],
  ['Example 2', withUnit({ examples: [first, { given: ['8'], result: '33' }] })],
  ['more than once', withUnit({ examples: [first, first] })],
  [
    'a word of the language',
    withUnit({ parameters: [{ name: 'class', type: checkDigit.parameters[0]!.type }] }),
  ],
  ['serves requirement R99', withUnit({ requirementIds: ['R99'] }), 'known-requirement'],
  [
    'exists more than once',
    changed(({ customUnits = [] }) => ({ customUnits: [...customUnits, checkDigit] })),
    'unique-names',
  ],
  ['checkDigit is given a body', await parcels({ checkDigit: CHECK_DIGIT })],
  [
    'Nothing but callers may read',
    withFields((fields) => [
      ...fields,
      {
        ...fields.find(({ name }) => name === 'checkDigit')!,
        name: 'same',
        type: { kind: 'boolean' },
        derived: {
          op: 'equal',
          left: { op: 'field', name: 'checkDigit' },
          right: { op: 'literal', value: '1' },
        },
      },
    ]),
  ],
  [
    'alone, not a part of an expression',
    withField('checkDigit', ({ derived }) => ({
      type: { kind: 'boolean' },
      derived: { op: 'present', operand: derived! },
    })),
    'expression',
  ],
])('a planted violation is found: %s', (message, blueprint, rule = 'custom-unit') => {
  expect(checkBlueprint(blueprint, { plan })).toContainEqual({
    rule,
    message: expect.stringContaining(message),
  });
});

test.each([
  ['one example', { examples: [first] }],
  ['no parameter', { parameters: [] }],
  ['a list', { result: { kind: 'list', child: 'Line', minItems: 0, maxItems: 1 } }],
  ['no requirement', { requirementIds: [] }],
])('the schema refuses %s', (_, change) => {
  expect(blueprintSchema.safeParse(withUnit(change as Partial<CustomUnit>)).success).toBe(false);
});

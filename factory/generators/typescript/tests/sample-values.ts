import type { Field, FieldType } from '../../../domain/blueprint.ts';
import type { AggregateModel } from '../aggregate-model.ts';
import { literal } from '../source-text.ts';

/** A value of code: TypeScript that stands for it. */
export type Code = string;

const within = (wanted: number, minimum = -Infinity, maximum = Infinity): number =>
  Math.min(Math.max(wanted, minimum), maximum);

const plainValue = (field: Field): unknown => {
  const { type } = field;
  switch (type.kind) {
    case 'string':
      return field.name.slice(0, type.maxLength).padEnd(type.minLength, 'x');
    case 'text':
      return field.name.slice(0, type.maxLength);
    case 'integer':
      return within(7, type.minimum, type.maximum);
    case 'decimal':
      return within(7, type.minimum, type.maximum);
    case 'boolean':
      return true;
    case 'date':
      return '2026-01-15';
    case 'instant':
      return '2026-01-15T09:30:00.000Z';
    case 'enum':
      return type.values[0];
    case 'json':
      return {};
  }
};

/** A valid value: the one of the blueprint's first example, as it is kept, or one that fits the type. */
export const validValue = ({ create }: AggregateModel, field: Field): unknown => {
  const given: unknown = create.useCase.examples[0]?.input[field.name];
  if (given === undefined) return plainValue(field);
  return field.type.kind === 'instant' && typeof given === 'string' ? new Date(given).toISOString() : given;
};

/** Numbers that tests may ask for. */
const numbers = 1_000;

/** Code for a value that differs with the number that `code` stands for; undefined where there are too few values. */
export const numberedValue = (model: AggregateModel, field: Field, code: Code): Code | undefined => {
  const value = validValue(model, field);
  const { type } = field;
  switch (type.kind) {
    case 'string':
    case 'text':
      return type.maxLength < 6
        ? undefined
        : `\`${templateText(String(value).slice(0, type.maxLength - 5))}-\${${code}}\``;
    case 'integer':
    case 'decimal':
      return Number(value) + numbers <= (type.maximum ?? Infinity) ? `${Number(value)} + ${code}` : undefined;
    case 'date':
    case 'instant':
      return `String(2000 + ${code}) + ${literal(String(value).slice(4).replace('-02-29', '-02-28'))}`;
    default:
      return undefined;
  }
};

/** Text inside a template literal. */
const templateText = (text: string): string =>
  literal(text).slice(1, -1).replaceAll('\\"', '"').replace(/[`$]/g, '\\$&');

const otherText = (value: string, maxLength: number): string => {
  const other = `other ${value}`.trim();
  return other.length <= maxLength ? other : `${value.startsWith('o') ? 'x' : 'o'}${value.slice(1)}`;
};

const otherNumber = (value: number, maximum = Infinity): number => (value < maximum ? value + 1 : value - 1);

/** Another valid value than `validValue`, where the type has one. */
export const otherValue = (model: AggregateModel, field: Field): unknown => {
  const value = validValue(model, field);
  const { type } = field;
  switch (type.kind) {
    case 'string':
    case 'text':
      return otherText(String(value), type.maxLength);
    case 'integer':
    case 'decimal':
      return otherNumber(Number(value), type.maximum);
    case 'boolean':
      return !value;
    case 'date':
      return '2025-12-24';
    case 'instant':
      return '2025-12-24T18:00:00.000Z';
    case 'enum':
      return type.values.find((candidate) => candidate !== value);
    case 'json':
      return { other: true };
  }
};

/** A value that breaks a rule, and what is said about it. */
export type Refused = { code: Code; detail: string };

const repeated = (length: number): Code => (length === 0 ? `''` : `'x'.repeat(${length})`);

const characters = (count: number): string => (count === 1 ? '1 character' : `${count} characters`);

const lengths = (minLength: number, maxLength: number): Refused[] => [
  ...(minLength > 0
    ? [{ code: repeated(minLength - 1), detail: `must have at least ${characters(minLength)}` }]
    : []),
  { code: repeated(maxLength + 1), detail: `must have at most ${characters(maxLength)}` },
];

const limits = (step: number, scale: number, minimum?: number, maximum?: number): Refused[] => [
  ...(minimum === undefined
    ? []
    : [{ code: String(Number((minimum - step).toFixed(scale))), detail: `must be at least ${minimum}` }]),
  ...(maximum === undefined
    ? []
    : [{ code: String(Number((maximum + step).toFixed(scale))), detail: `must be at most ${maximum}` }]),
];

/** Values that break each rule of a type. */
export const refusedValues = (type: FieldType): Refused[] => {
  switch (type.kind) {
    case 'string':
      return [{ code: '1', detail: 'must be a string' }, ...lengths(type.minLength, type.maxLength)];
    case 'text':
      return [{ code: '1', detail: 'must be a string' }, ...lengths(0, type.maxLength)];
    case 'integer':
      return [
        { code: '1.5', detail: 'must be an integer' },
        { code: `'1'`, detail: 'must be an integer' },
        ...limits(1, 0, type.minimum, type.maximum),
      ];
    case 'decimal':
      return [
        { code: `'1'`, detail: 'must be a number' },
        {
          code: String(Number(`1e-${type.scale + 1}`)),
          detail: `must have at most ${type.scale} digits after the decimal point`,
        },
        ...limits(10 ** -type.scale, type.scale, type.minimum, type.maximum),
      ];
    case 'boolean':
      return [{ code: `'true'`, detail: 'must be true or false' }];
    case 'date':
      return [
        { code: `'2026-02-30'`, detail: 'must be a date, such as 2026-01-31' },
        { code: `'31.01.2026'`, detail: 'must be a date, such as 2026-01-31' },
      ];
    case 'instant':
      return [
        {
          code: `'2026-01-31'`,
          detail: 'must be an RFC 3339 date-time, such as 2026-01-31T09:30:00Z',
        },
      ];
    case 'enum':
      return [
        {
          code: literal(`not ${type.values.join(' nor ')}`),
          detail: `must be one of ${type.values.join(', ')}`,
        },
      ];
    case 'json':
      return [
        { code: '[]', detail: 'must be a JSON object' },
        { code: `{ text: ${repeated(type.maxBytes)} }`, detail: `must have at most ${type.maxBytes} bytes` },
      ];
  }
};

const isAllowed = (value: number, { scale, minimum, maximum }: Extract<FieldType, { kind: 'decimal' }>) =>
  Number(value.toFixed(scale)) === value && within(value, minimum, maximum) === value;

/** Values at the edge of what a type allows. */
export const edgeValues = (type: FieldType): Code[] => {
  switch (type.kind) {
    case 'string':
      return [repeated(type.minLength), repeated(type.maxLength)];
    case 'text':
      return [repeated(0), repeated(type.maxLength)];
    case 'integer':
      return [type.minimum, type.maximum].flatMap((edge) => (edge === undefined ? [] : [String(edge)]));
    case 'decimal':
      return [type.minimum, type.maximum, 10 ** -type.scale].flatMap((edge) =>
        edge !== undefined && isAllowed(edge, type) ? [String(edge)] : [],
      );
    case 'boolean':
      return ['true', 'false'];
    case 'date':
      return [`'2024-02-29'`];
    case 'enum':
      return type.values.map(literal);
    default:
      return [];
  }
};

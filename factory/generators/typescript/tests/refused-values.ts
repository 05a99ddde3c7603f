import type { FieldType } from '../../../domain/blueprint.ts';
import { literal } from '../source-text.ts';
import type { Code } from './sample-values.ts';

/** A value that breaks a rule, and what is said about it. */
export type Refused = { code: Code; detail: string };

const repeated = (length: number): Code => (length === 0 ? `''` : `'x'.repeat(${length})`);

const characters = (count: number): string => (count === 1 ? '1 character' : `${count} characters`);

const items = (count: number): string => (count === 1 ? '1 item' : `${count} items`);

const parts = (length: number): Code => (length === 0 ? '[]' : `Array.from({ length: ${length} })`);

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
    case 'reference':
      return [
        { code: '1', detail: 'must be a UUID' },
        { code: `'019c1363-49c0-7000-8000-00000000000'`, detail: 'must be a UUID' },
      ];
    case 'list':
      return [
        { code: '{}', detail: 'must be a list' },
        ...(type.minItems > 0
          ? [{ code: parts(type.minItems - 1), detail: `must have at least ${items(type.minItems)}` }]
          : []),
        { code: parts(type.maxItems + 1), detail: `must have at most ${items(type.maxItems)}` },
      ];
  }
};

const isAllowed = (
  value: number,
  { scale, minimum = -Infinity, maximum = Infinity }: Extract<FieldType, { kind: 'decimal' }>,
) => Number(value.toFixed(scale)) === value && value >= minimum && value <= maximum;

/** A value, and code for it. */
export type Edge = { code: Code; value: unknown };

const plain = (value: unknown): Edge => ({ code: literal(value), value });

const text = (length: number): Edge => ({ code: repeated(length), value: 'x'.repeat(length) });

/** Values at the edge of what a type allows. */
export const edgeValues = (type: FieldType): Edge[] => {
  switch (type.kind) {
    case 'string':
      return [text(type.minLength), text(type.maxLength)];
    case 'text':
      return [text(0), text(type.maxLength)];
    case 'integer':
      return [type.minimum, type.maximum].flatMap((edge) => (edge === undefined ? [] : [plain(edge)]));
    case 'decimal':
      return [type.minimum, type.maximum, 10 ** -type.scale].flatMap((edge) =>
        edge !== undefined && isAllowed(edge, type) ? [plain(edge)] : [],
      );
    case 'boolean':
      return [plain(true), plain(false)];
    case 'date':
      return [plain('2024-02-29')];
    case 'enum':
      return type.values.map(plain);
    default:
      return [];
  }
};

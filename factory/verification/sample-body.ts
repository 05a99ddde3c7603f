import { isObject, type Json } from './openapi-document.ts';

const numberOf = (value: unknown, otherwise: number): number =>
  typeof value === 'number' ? value : otherwise;

const FIRST_DAY = Date.UTC(2021, 0, 1);
const DAY = 86_400_000;

const textValue = (schema: Json, n: number): string => {
  const [least, most] = [numberOf(schema['minLength'], 0), numberOf(schema['maxLength'], 100)];
  return `probe ${n}`.slice(-most).padEnd(least, 'x');
};

const stringValue = (schema: Json, n: number): string => {
  const instant = new Date(FIRST_DAY + n * DAY).toISOString();
  if (schema['format'] === 'date-time') return instant;
  if (schema['format'] === 'date') return instant.slice(0, 10);
  if (schema['format'] === 'uuid') return `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`;
  return textValue(schema, n);
};

/** A value that a schema takes; another one for another `n` where the schema leaves room. */
export const validValue = (schema: Json, n: number): unknown => {
  const values = schema['enum'];
  if (Array.isArray(values)) return values[n % values.length];
  if ('const' in schema) return schema['const'];
  if (schema['type'] === 'boolean') return n % 2 === 0;
  if (schema['type'] === 'object')
    return isObject(schema['properties']) ? validBody(schema, n) : { probe: n };
  if (schema['type'] === 'array') return [];
  if (schema['type'] !== 'integer' && schema['type'] !== 'number') return stringValue(schema, n);
  const least = Math.max(numberOf(schema['minimum'], 0), -1_000_000);
  const room = numberOf(schema['maximum'], Number.MAX_SAFE_INTEGER) - least;
  return least + (n % Math.max(1, Math.min(100_000, Math.floor(room) + 1)));
};

const propertiesOf = (schema: Json): [string, Json][] =>
  Object.entries(isObject(schema['properties']) ? schema['properties'] : {}).filter(
    (entry): entry is [string, Json] => isObject(entry[1]),
  );

export const requiredOf = (schema: Json): string[] =>
  Array.isArray(schema['required']) ? schema['required'].map(String) : [];

/** An object with every property, or with the required ones only. */
export const validBody = (schema: Json, n: number, which: 'all' | 'required' = 'all'): Json =>
  Object.fromEntries(
    propertiesOf(schema)
      .filter(([name]) => which === 'all' || requiredOf(schema).includes(name))
      .map(([name, property]) => [name, validValue(property, n)]),
  );

export type Refusal = {
  /** What is broken: `actor maxLength`. */
  constraint: string;
  /** The field or parameter that the problem must name. */
  field: string;
  value: unknown;
};

const wrongType = (schema: Json): unknown => (schema['type'] === 'string' ? 12_345 : 'text');

const numberRefusals = (field: string, schema: Json): Refusal[] => {
  const { minimum, maximum } = schema;
  return [
    ...(typeof minimum === 'number' ? [{ constraint: `${field} minimum`, field, value: minimum - 1 }] : []),
    ...(typeof maximum === 'number' ? [{ constraint: `${field} maximum`, field, value: maximum + 1 }] : []),
    ...(schema['type'] === 'integer' ? [{ constraint: `${field} integer`, field, value: 1.5 }] : []),
  ];
};

const stringRefusals = (field: string, schema: Json): Refusal[] => {
  const { minLength, maxLength, format } = schema;
  const broken: Record<string, string> = {
    date: '2024-02-30',
    'date-time': '2024-02-30T25:00:00Z',
    uuid: 'no-uuid',
  };
  const value = typeof format === 'string' ? broken[format] : undefined;
  return [
    ...(typeof minLength === 'number' && minLength > 0
      ? [{ constraint: `${field} minLength`, field, value: 'x'.repeat(minLength - 1) }]
      : []),
    ...(typeof maxLength === 'number'
      ? [{ constraint: `${field} maxLength`, field, value: 'x'.repeat(maxLength + 1) }]
      : []),
    ...(value === undefined ? [] : [{ constraint: `${field} format ${String(format)}`, field, value }]),
  ];
};

/** Values that a schema declares to be wrong, one for each constraint. */
export const invalidValues = (field: string, schema: Json): Refusal[] => [
  ...('type' in schema ? [{ constraint: `${field} type`, field, value: wrongType(schema) }] : []),
  ...('enum' in schema ? [{ constraint: `${field} enum`, field, value: 'none of them' }] : []),
  ...numberRefusals(field, schema),
  ...('enum' in schema ? [] : stringRefusals(field, schema)),
];

export type BrokenBody = { constraint: string; field: string; body: unknown };

/** Bodies that break one constraint each; everything else in them is valid. */
export const brokenBodies = (schema: Json, n: number): BrokenBody[] => {
  const valid = validBody(schema, n);
  const without = (name: string): Json =>
    Object.fromEntries(Object.entries(valid).filter(([key]) => key !== name));
  return [
    ...requiredOf(schema).map((name) => ({
      constraint: `${name} required`,
      field: name,
      body: without(name),
    })),
    ...propertiesOf(schema).flatMap(([name, property]) =>
      invalidValues(name, property).map(({ constraint, field, value }) => ({
        constraint,
        field,
        body: { ...valid, [name]: value },
      })),
    ),
    ...(schema['additionalProperties'] === false
      ? [
          {
            constraint: 'additionalProperties',
            field: 'unknownField',
            body: { ...valid, unknownField: true },
          },
        ]
      : []),
  ];
};

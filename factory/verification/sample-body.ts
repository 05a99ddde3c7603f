import { isObject, type Json } from './openapi-document.ts';

const numberOf = (value: unknown, otherwise: number): number =>
  typeof value === 'number' ? value : otherwise;

const DAY = 86_400_000;

/** How values differ: by `n`, and inside one body by the place of a property, so that two times in it are not the same. */
export type Variation = {
  n: number;
  /** Epoch milliseconds around which times lie. */
  base: number;
  /** Days from one property of a body to the next, times lie ahead (1) or back (-1) from the base. */
  step: 1 | -1;
};

export const PAST = Date.UTC(2021, 0, 1);

/** The usual variation: times in the past, each `n` another day. */
export const variation = (n: number): Variation => ({ n, base: PAST, step: 1 });

const textValue = (schema: Json, n: number): string => {
  const [least, most] = [numberOf(schema['minLength'], 0), numberOf(schema['maxLength'], 100)];
  return `probe ${n}`.slice(-most).padEnd(least, 'x');
};

const stringValue = (schema: Json, { n, base, step }: Variation, place: number): string => {
  const instant = new Date(base + (n + step * place) * DAY).toISOString();
  if (schema['format'] === 'date-time') return instant;
  if (schema['format'] === 'date') return instant.slice(0, 10);
  if (schema['format'] === 'uuid') return `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`;
  return textValue(schema, n);
};

/** Numbers stay small, so that sums and products of them stay inside most bounds. */
const numberValue = (schema: Json, { n, step }: Variation, place: number): number => {
  const above = numberOf(schema['exclusiveMinimum'], -Infinity) + 1;
  const least = Math.max(numberOf(schema['minimum'], Math.max(above, 0)), above, -1_000_000);
  const room = numberOf(schema['maximum'], Number.MAX_SAFE_INTEGER) - least;
  const span = Math.max(1, Math.min(100_000, Math.floor(room) + 1));
  return least + ((n + (step === 1 ? place : 20 - (place % 20))) % span);
};

/** A value that a schema takes; another one for another `n` where the schema leaves room. */
export const validValue = (schema: Json, vary: Variation, place = 0): unknown => {
  const values = schema['enum'];
  if (Array.isArray(values)) return values[vary.n % values.length];
  if ('const' in schema) return schema['const'];
  if (schema['type'] === 'boolean') return vary.n % 2 === 0;
  if (schema['type'] === 'object')
    return isObject(schema['properties']) ? validBody(schema, vary) : { probe: vary.n };
  if (schema['type'] === 'array') return validItems(schema, vary);
  if (schema['type'] === 'integer' || schema['type'] === 'number') return numberValue(schema, vary, place);
  return stringValue(schema, vary, place);
};

const validItems = (schema: Json, vary: Variation): unknown[] => {
  const { items } = schema;
  const count = Math.min(Math.max(1, numberOf(schema['minItems'], 0)), numberOf(schema['maxItems'], 1));
  return isObject(items) ? Array.from({ length: count }, () => validValue(items, vary)) : [];
};

const propertiesOf = (schema: Json): [string, Json][] =>
  Object.entries(isObject(schema['properties']) ? schema['properties'] : {}).filter(
    (entry): entry is [string, Json] => isObject(entry[1]),
  );

export const requiredOf = (schema: Json): string[] =>
  Array.isArray(schema['required']) ? schema['required'].map(String) : [];

/** An object with every property, or with the required ones only. */
export const validBody = (schema: Json, vary: Variation, which: 'all' | 'required' = 'all'): Json =>
  Object.fromEntries(
    propertiesOf(schema)
      .filter(([name]) => which === 'all' || requiredOf(schema).includes(name))
      .map(([name, property], place) => [name, validValue(property, vary, place)]),
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
  const { minimum, exclusiveMinimum, maximum } = schema;
  return [
    ...(typeof minimum === 'number' ? [{ constraint: `${field} minimum`, field, value: minimum - 1 }] : []),
    ...(typeof exclusiveMinimum === 'number'
      ? [{ constraint: `${field} exclusiveMinimum`, field, value: exclusiveMinimum }]
      : []),
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

/** Lists that are too short, too long, or hold a part that is broken. */
const listRefusals = (field: string, schema: Json, list: unknown): Refusal[] => {
  const { items, minItems, maxItems } = schema;
  const [part] = Array.isArray(list) ? (list as unknown[]) : [];
  if (!isObject(items) || !isObject(part)) return [];
  return [
    ...(typeof minItems === 'number' && minItems > 0
      ? [{ constraint: `${field} minItems`, field, value: Array.from({ length: minItems - 1 }, () => part) }]
      : []),
    ...(typeof maxItems === 'number'
      ? [{ constraint: `${field} maxItems`, field, value: Array.from({ length: maxItems + 1 }, () => part) }]
      : []),
    ...brokenBodies(items, part).map((broken) => ({
      constraint: `${field} part ${broken.constraint}`,
      field: broken.field,
      value: [broken.body],
    })),
  ];
};

export type BrokenBody = { constraint: string; field: string; body: unknown };

/** Bodies that break one constraint each; everything else in them is as in the valid one. */
export const brokenBodies = (schema: Json, valid: Json): BrokenBody[] => {
  const without = (name: string): Json =>
    Object.fromEntries(Object.entries(valid).filter(([key]) => key !== name));
  return [
    ...requiredOf(schema).map((name) => ({
      constraint: `${name} required`,
      field: name,
      body: without(name),
    })),
    ...propertiesOf(schema).flatMap(([name, property]) =>
      [...invalidValues(name, property), ...listRefusals(name, property, valid[name])].map(
        ({ constraint, field, value }) => ({
          constraint,
          field,
          body: { ...valid, [name]: value },
        }),
      ),
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

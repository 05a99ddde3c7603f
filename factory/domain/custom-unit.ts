import { z } from 'zod';

import { fieldTypeSchema, type FieldType } from './field.ts';
import { camelName, requirementIds } from './names.ts';

/** Types that a custom unit takes and gives: single values. */
const VALUE_KINDS: readonly FieldType['kind'][] = [
  'string',
  'text',
  'integer',
  'decimal',
  'boolean',
  'date',
  'instant',
  'enum',
];

const valueTypeSchema = fieldTypeSchema.refine(({ kind }) => VALUE_KINDS.includes(kind), {
  message: 'A custom unit takes and gives single values: no references, lists or JSON objects.',
});

export const unitParameterSchema = z.strictObject({ name: camelName, type: valueTypeSchema });

/** A single value as JSON holds it. */
const unitValueSchema = z.union([z.string(), z.number(), z.boolean()]);
export type UnitValue = z.infer<typeof unitValueSchema>;

export const unitExampleSchema = z.strictObject({
  /** One value for each parameter, in their order. */
  given: z.array(unitValueSchema).min(1),
  result: unitValueSchema,
});
export type UnitExample = z.infer<typeof unitExampleSchema>;

/** Behaviour beyond the expressions: a pure function with a typed signature, which computes one derived field. */
export const customUnitSchema = z.strictObject({
  /** Unique in the service: `checkDigit`. */
  name: camelName,
  /** What it computes, completely enough to be written from this text and the examples. */
  description: z.string().min(1).max(2_000),
  parameters: z.array(unitParameterSchema).min(1).max(8),
  result: valueTypeSchema,
  examples: z.array(unitExampleSchema).min(2).max(20),
  requirementIds,
});
export type CustomUnit = z.infer<typeof customUnitSchema>;

type Check = {
  [K in FieldType['kind']]?: (type: Extract<FieldType, { kind: K }>, value: unknown) => boolean;
};

const within = (
  value: number,
  { minimum, maximum }: { minimum?: number | undefined; maximum?: number | undefined },
) => value >= (minimum ?? -Infinity) && value <= (maximum ?? Infinity);

const CHECKS: Check = {
  string: ({ minLength, maxLength }, value) =>
    typeof value === 'string' && value.length >= minLength && value.length <= maxLength,
  text: ({ maxLength }, value) => typeof value === 'string' && value.length <= maxLength,
  integer: (type, value) => typeof value === 'number' && Number.isSafeInteger(value) && within(value, type),
  decimal: (type, value) => typeof value === 'number' && Number.isFinite(value) && within(value, type),
  boolean: (_, value) => typeof value === 'boolean',
  date: (_, value) => z.iso.date().safeParse(value).success,
  instant: (_, value) => z.iso.datetime({ offset: true }).safeParse(value).success,
  enum: ({ values }, value) => typeof value === 'string' && values.includes(value),
};

/** Whether a value is one of a type. */
export const isOfType = (type: FieldType, value: unknown): boolean => {
  const check = CHECKS[type.kind] as ((type: FieldType, value: unknown) => boolean) | undefined;
  return check?.(type, value) ?? false;
};

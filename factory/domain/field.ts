import { z } from 'zod';

import { expressionSchema } from './expression.ts';
import { camelName, pascalName } from './names.ts';
import { slugSchema } from './slug.ts';

export const fieldTypeSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('string'),
    minLength: z.number().int().min(0),
    maxLength: z.number().int().max(400),
  }),
  z.strictObject({ kind: z.literal('text'), maxLength: z.number().int().max(20_000) }),
  z.strictObject({
    kind: z.literal('integer'),
    minimum: z.number().int().optional(),
    maximum: z.number().int().optional(),
  }),
  z.strictObject({
    kind: z.literal('decimal'),
    /** Digits after the decimal point. */
    scale: z.number().int().min(0).max(9),
    minimum: z.number().optional(),
    maximum: z.number().optional(),
  }),
  z.strictObject({ kind: z.literal('boolean') }),
  /** Calendar day, `YYYY-MM-DD`. */
  z.strictObject({ kind: z.literal('date') }),
  /** Point in time, RFC 3339, kept in UTC. */
  z.strictObject({ kind: z.literal('instant') }),
  z.strictObject({ kind: z.literal('enum'), values: z.array(z.string().min(1)).min(2) }),
  /** Id (UUID) of an aggregate. It must exist when it is of this service; `service` names another one, which is not asked. */
  z.strictObject({ kind: z.literal('reference'), aggregate: pascalName, service: slugSchema.optional() }),
  /** Parts (`children` of the aggregate) in the caller's order. */
  z.strictObject({
    kind: z.literal('list'),
    child: pascalName,
    minItems: z.number().int().min(0),
    maxItems: z.number().int().max(500),
  }),
  /** Any JSON object. */
  z.strictObject({ kind: z.literal('json'), maxBytes: z.number().int().max(64_000) }),
]);
export type FieldType = z.infer<typeof fieldTypeSchema>;

export const fieldSchema = z.strictObject({
  name: camelName,
  description: z.string().min(1),
  type: fieldTypeSchema,
  required: z.boolean(),
  /** No two live aggregates share its value. */
  unique: z.boolean().default(false),
  /** `personal` values are masked in logs. */
  sensitivity: z.enum(['none', 'personal']).default('none'),
  /** `now`: the server fills it with the time of the write when the caller gives none (instants only). */
  default: z.enum(['none', 'now']).default('none'),
  /** Given at creation; an update must repeat the value or leave it out. */
  immutable: z.boolean().default(false),
  /** Computed at every read and write, never in a body: `total`, `overdue`. */
  derived: expressionSchema.optional(),
  /** Only effects of transitions set it, never a body. */
  managed: z.boolean().default(false),
});
export type Field = z.infer<typeof fieldSchema>;

/** Callers give it in a body. */
export const isGiven = (field: Field): boolean => field.derived === undefined && !field.managed;

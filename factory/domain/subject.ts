import { z } from 'zod';

import { slugSchema } from './slug.ts';

/** An attribute of a planned thing, as the text (or its kind) gives it. */
export const plannedAttributeSchema = z.strictObject({
  name: z.string().min(1),
  /** What its words say it holds. `reference`: one of the things in `refers`. */
  nature: z.enum([
    'text',
    'number',
    'quantity',
    'money',
    'date',
    'instant',
    'flag',
    'choice',
    'details',
    'reference',
  ]),
  choices: z.array(z.string()).default([]),
  /** Name of the subject that a reference names. */
  refers: z.string().optional(),
  required: z.boolean(),
  unique: z.boolean().default(false),
  /** Nobody gives it: a rule of the plan computes it. */
  computed: z.boolean().default(false),
  origin: z.enum(['stated', 'derived']),
});
export type PlannedAttribute = z.infer<typeof plannedAttributeSchema>;

/** A part that a thing has several of: lines of an invoice. */
export const plannedPartSchema = z.strictObject({
  name: z.string().min(1),
  plural: z.string().min(1),
  attributes: z.array(plannedAttributeSchema).min(1),
  /** At least one is needed. */
  required: z.boolean().default(true),
});
export type PlannedPart = z.infer<typeof plannedPartSchema>;

/** The states that a thing goes through. */
export const plannedLifecycleSchema = z.strictObject({
  initial: z.string().min(1),
  states: z.array(z.string().min(1)).min(2),
  /** `verb` in the infinitive ("send", "mark missed"); `by` the clock or a reaction where no caller does it. */
  moves: z.array(
    z.strictObject({
      verb: z.string().min(1),
      from: z.array(z.string()).min(1),
      to: z.string(),
      by: z.enum(['caller', 'clock', 'reaction']).default('caller'),
    }),
  ),
});
export type PlannedLifecycle = z.infer<typeof plannedLifecycleSchema>;

/** An account whose balance moves: who owns one is its attribute `owner`. */
export const plannedLedgerSchema = z.strictObject({
  /** "points" */
  unit: z.string().min(1),
  /** Amounts have decimals (money). */
  decimal: z.boolean().default(false),
  owner: z.string().min(1),
  moves: z.array(z.strictObject({ verb: z.string(), direction: z.enum(['in', 'out']) })).min(1),
});
export type PlannedLedger = z.infer<typeof plannedLedgerSchema>;

/** A thing the product keeps, before anyone decided how. */
export const subjectSchema = z.strictObject({
  /** Singular, in the plan's words: "lab sample". */
  name: z.string().min(1),
  plural: z.string().min(1),
  /** Nobody may change or remove one after it was recorded. */
  unchangeable: z.boolean(),
  attributes: z.array(plannedAttributeSchema).min(1),
  parts: z.array(plannedPartSchema).default([]),
  lifecycle: plannedLifecycleSchema.optional(),
  ledger: plannedLedgerSchema.optional(),
  /** Attribute (a number) that others reserve amounts of. */
  stock: z.string().optional(),
  /** Name of the planned service it belongs to; absent: the only one. */
  service: slugSchema.optional(),
});
export type Subject = z.infer<typeof subjectSchema>;

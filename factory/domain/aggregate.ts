import { z } from 'zod';

import { durationSchema } from './duration.ts';
import { fieldSchema, type Field } from './field.ts';
import { camelName, pascalName, requirementIds, stateName } from './names.ts';
import { camelCase } from './naming.ts';
import { ruleSchema } from './rule.ts';

/** A part that lives and dies with its aggregate: an invoice's line. It has no identity outside. */
export const childSchema = z.strictObject({
  name: pascalName,
  description: z.string().min(1),
  fields: z.array(fieldSchema).min(1),
});
export type Child = z.infer<typeof childSchema>;

export const lifecycleSchema = z.strictObject({
  /** The resource's property: `status`. */
  field: camelName.default('status'),
  initial: stateName,
  states: z
    .array(
      z.strictObject({
        name: stateName,
        description: z.string().min(1),
        /** Update and remove are refused in it. */
        frozen: z.boolean().default(false),
      }),
    )
    .min(2),
  /** A transition (`automatic`) that the clock does, `after` the entry into its state. */
  timeouts: z
    .array(z.strictObject({ state: stateName, after: durationSchema, useCase: camelName }))
    .default([]),
});
export type Lifecycle = z.infer<typeof lifecycleSchema>;

/** An account: postings in and out, balance kept by the aggregate. Its own fields (the owner) are immutable. */
export const ledgerSchema = z.strictObject({
  /** Plural noun of what is counted: "points". Name of the amount in a posting's body (camelCase). */
  unit: camelName,
  /** Digits after the decimal point of amounts and balance. */
  scale: z.number().int().min(0).max(9),
  /** The balance never goes below; absent: it may. */
  floor: z.number().optional(),
  /** What was put in and not taken out is lost after this; oldest first out. */
  expiry: durationSchema.optional(),
});
export type Ledger = z.infer<typeof ledgerSchema>;

/** Besides `fields` every aggregate has `id` (UUIDv7) and `recordedAt` (instant), both set by the server. */
export const aggregateSchema = z.strictObject({
  name: pascalName,
  plural: pascalName,
  description: z.string().min(1),
  /** `append-only`: no update, no delete, ordered. `plain`: create, update, remove, transitions as use cases say. `ledger`: an account. */
  kind: z.enum(['append-only', 'plain', 'ledger']),
  fields: z.array(fieldSchema).min(1),
  children: z.array(childSchema).default([]),
  lifecycle: lifecycleSchema.optional(),
  ledger: ledgerSchema.optional(),
  /** Others reserve amounts of this integer field by a key; what is reserved is no longer in the field. */
  reservable: z.strictObject({ field: camelName }).optional(),
  rules: z.array(ruleSchema).default([]),
  requirementIds,
});
export type Aggregate = z.infer<typeof aggregateSchema>;

/** The server's field for the time of the entry into a state: `sentAt`. The initial state's is `recordedAt`. */
export const enteredAt = ({ initial }: Lifecycle, state: string): string =>
  state === initial ? 'recordedAt' : `${camelCase(state)}At`;

const serverField = (name: string, description: string, type: Field['type'], required: boolean): Field => ({
  name,
  description,
  type,
  required,
  unique: false,
  sensitivity: 'none',
  default: 'none',
  immutable: false,
  managed: true,
});

/**
 * What the server adds to a resource besides `id` and `recordedAt`, in this order: the life cycle's field and its times of
 * entry; a ledger's `balance`.
 */
export const serverFields = ({ lifecycle, ledger }: Aggregate): Field[] => [
  ...(lifecycle
    ? [
        serverField(
          lifecycle.field,
          'Where it is in its life cycle.',
          { kind: 'enum', values: lifecycle.states.map(({ name }) => name) },
          true,
        ),
        ...lifecycle.states
          .filter(({ name }) => name !== lifecycle.initial)
          .map(({ name }) =>
            serverField(enteredAt(lifecycle, name), `When it was last ${name}.`, { kind: 'instant' }, false),
          ),
      ]
    : []),
  ...(ledger
    ? [
        serverField(
          'balance',
          `What is there now, in ${ledger.unit}.`,
          ledger.scale === 0 ? { kind: 'integer' } : { kind: 'decimal', scale: ledger.scale },
          true,
        ),
      ]
    : []),
];

/** Fields that a body of create and update may hold. */
export const givenFields = ({ fields }: Pick<Aggregate, 'fields'>): Field[] =>
  fields.filter(({ derived, managed }) => derived === undefined && !managed);

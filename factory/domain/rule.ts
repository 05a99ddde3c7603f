import { z } from 'zod';

import { durationSchema } from './duration.ts';
import { expressionSchema } from './expression.ts';
import { camelName, requirementIds, stateName } from './names.ts';

const ruleBase = {
  /** Unique in the aggregate; the `rule` member of the problem that says it was broken: `openBookingsPerMember`. */
  name: camelName,
  /** What holds, as one sentence for the caller: "A member has at most 3 open bookings." */
  statement: z.string().min(1),
  requirementIds,
};

/** In these states one counts; none named: always. */
const states = z.array(stateName).default([]);

/** What an aggregate upholds besides the bounds of its fields. */
export const ruleSchema = z.discriminatedUnion('kind', [
  /** Holds after create, update and every transition; what reads fields of a reference, where one of its values is set. Broken → 422. */
  z.strictObject({ kind: z.literal('invariant'), ...ruleBase, holds: expressionSchema }),
  /** Holds before these use cases (create, update, remove, transition, post). Broken → 409, as every rule below. */
  z.strictObject({
    kind: z.literal('guard'),
    ...ruleBase,
    useCases: z.array(camelName).min(1),
    holds: expressionSchema,
  }),
  /** At most `maximum` live aggregates share the values of `per`; checked by create and by a transition into a counted state. */
  z.strictObject({
    kind: z.literal('limit'),
    ...ruleBase,
    /** Reference or plain fields; none: in the whole service. */
    per: z.array(camelName),
    states,
    maximum: z.union([z.number().int().min(0), z.strictObject({ reference: camelName, field: camelName })]),
    /** Sums this field in place of counting. */
    amount: camelName.optional(),
    /** Counts only those whose `field` (an instant or date) lies within the duration before now, or in the same calendar period. */
    within: z
      .strictObject({
        field: camelName,
        duration: durationSchema,
        mode: z.enum(['rolling', 'calendar']).default('rolling'),
      })
      .optional(),
  }),
  /** No two live aggregates share all these values. */
  z.strictObject({
    kind: z.literal('unique'),
    ...ruleBase,
    fields: z.array(camelName).min(1),
    states,
  }),
  /** No two live aggregates with equal `per` overlap in [start, end). */
  z.strictObject({
    kind: z.literal('no-overlap'),
    ...ruleBase,
    per: z.array(camelName),
    start: camelName,
    end: camelName,
    states,
  }),
  /**
   * `times` entries into `state` within a duration, among aggregates with equal `per`, close `useCases` to them for a duration
   * that begins with the last of those entries.
   */
  z.strictObject({
    kind: z.literal('block'),
    ...ruleBase,
    useCases: z.array(camelName).min(1),
    per: z.array(camelName).min(1),
    state: stateName,
    times: z.number().int().positive(),
    within: durationSchema,
    lasts: durationSchema,
  }),
]);
export type Rule = z.infer<typeof ruleSchema>;
export type RuleOf<Kind extends Rule['kind']> = Extract<Rule, { kind: Kind }>;

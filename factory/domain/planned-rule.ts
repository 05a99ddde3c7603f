import { z } from 'zod';

import { durationSchema } from './duration.ts';

const ruleBase = {
  /** `B1`, `B2`, … in reading order. */
  id: z.string().regex(/^B[1-9]\d*$/),
  /** The thing it is about, in the plan's words. */
  subject: z.string().min(1),
  /** What holds, as one sentence: "A member has at most 3 open bookings." */
  statement: z.string().min(1),
  requirementId: z.string().regex(/^R[1-9]\d*$/),
  statementIds: z.array(z.string()).default([]),
};

/** States in which one counts; none named: all. */
const states = z.array(z.string()).default([]);

/** `attribute` of the subject, or of the thing that its attribute `through` refers to. */
export const planTermSchema = z.strictObject({
  attribute: z.string().min(1),
  through: z.string().optional(),
});
export type PlanTerm = z.infer<typeof planTermSchema>;

const comparison = z.enum(['equal', 'different', 'less', 'at-most', 'greater', 'at-least']);

/** A formula over attributes in closed terms; names are the plan's. */
export type Formula =
  | { op: 'number'; value: number }
  | { op: 'attribute'; name: string }
  | { op: 'add' | 'subtract' | 'multiply' | 'divide'; left: Formula; right: Formula }
  /** Over the subject's parts; `of` speaks of attributes of the part, absent for `count`. */
  | { op: 'sum' | 'count' | 'minimum' | 'maximum'; parts: string; of?: Formula | undefined };

const lazy = z.lazy((): z.ZodType<Formula> => formulaSchema);
export const formulaSchema: z.ZodType<Formula> = z.discriminatedUnion('op', [
  z.strictObject({ op: z.literal('number'), value: z.number() }),
  z.strictObject({ op: z.literal('attribute'), name: z.string().min(1) }),
  z.strictObject({ op: z.enum(['add', 'subtract', 'multiply', 'divide']), left: lazy, right: lazy }),
  z.strictObject({
    op: z.enum(['sum', 'count', 'minimum', 'maximum']),
    parts: z.string().min(1),
    of: lazy.optional(),
  }),
]);

/** A business rule of the text in closed terms: every number of the text ends in one, or is unrealised. */
export const plannedRuleSchema = z.discriminatedUnion('kind', [
  /** At most so many per owner: "a member may have at most three open bookings", "a class has a capacity". */
  z.strictObject({
    kind: z.literal('limit'),
    ...ruleBase,
    /** Attributes whose values they share; none: in the whole service. */
    per: z.array(z.string()),
    states,
    maximum: z.union([z.number().int().min(0), planTermSchema]),
    /** Attribute that is summed in place of counting. */
    amount: z.string().optional(),
    within: z
      .strictObject({
        attribute: z.string(),
        duration: durationSchema,
        mode: z.enum(['rolling', 'calendar']).default('rolling'),
      })
      .optional(),
  }),
  /** No two with all these values: "rates per currency pair and day". */
  z.strictObject({ kind: z.literal('unique'), ...ruleBase, attributes: z.array(z.string()).min(1), states }),
  /** "until two hours before the class starts", "within 14 days after delivery": `verbs` are allowed on that side of the moment only. */
  z.strictObject({
    kind: z.literal('window'),
    ...ruleBase,
    verbs: z.array(z.string()).min(1),
    allowed: z.enum(['until', 'from']),
    /** Distance from the anchor; absent: the anchor itself. */
    offset: z.strictObject({ duration: durationSchema, direction: z.enum(['before', 'after']) }).optional(),
    /** An attribute that is a moment, or the entry into a state of the subject. */
    anchor: z.union([planTermSchema, z.strictObject({ state: z.string() })]),
  }),
  /** "who does not show up twice in a month is blocked for a week" */
  z.strictObject({
    kind: z.literal('block'),
    ...ruleBase,
    /** What is closed; the verb of creation or of moves. */
    verbs: z.array(z.string()).min(1),
    per: z.array(z.string()).min(1),
    state: z.string(),
    times: z.number().int().positive(),
    within: durationSchema,
    lasts: durationSchema,
  }),
  /** "no double bookings": periods of the same `per` do not overlap. */
  z.strictObject({
    kind: z.literal('no-overlap'),
    ...ruleBase,
    per: z.array(z.string()),
    start: z.string(),
    end: z.string(),
    states,
  }),
  /** "a balance never goes below zero" (ledger). */
  z.strictObject({ kind: z.literal('floor'), ...ruleBase, minimum: z.number() }),
  /** "points expire after 12 months" (ledger). */
  z.strictObject({ kind: z.literal('expiry'), ...ruleBase, after: durationSchema }),
  /** "a hold expires after 15 minutes": the clock moves it. */
  z.strictObject({
    kind: z.literal('timeout'),
    ...ruleBase,
    state: z.string(),
    after: durationSchema,
    to: z.string(),
  }),
  /** "a sent invoice can no longer change" */
  z.strictObject({ kind: z.literal('frozen'), ...ruleBase, states: z.array(z.string()).min(1) }),
  /** "the end date is after the start date", "quantity is at least 1". */
  z.strictObject({
    kind: z.literal('compare'),
    ...ruleBase,
    attribute: z.string(),
    comparison,
    with: z.union([z.number(), planTermSchema, z.strictObject({ moment: z.enum(['now', 'today']) })]),
    /** Only when one of these things is done; none: always. */
    verbs: z.array(z.string()).default([]),
    /** The part whose attribute it is, where it is one of a part. */
    part: z.string().optional(),
  }),
  /** "its total is the sum of quantity times unit price" */
  z.strictObject({
    kind: z.literal('computed'),
    ...ruleBase,
    attribute: z.string(),
    formula: formulaSchema,
    /** The part whose attribute it is, where it is one of a part. */
    part: z.string().optional(),
  }),
  /** "it is overdue 30 days after sending": true from then on while in `state`. */
  z.strictObject({
    kind: z.literal('due'),
    ...ruleBase,
    attribute: z.string(),
    state: z.string(),
    after: durationSchema,
    /** The moment it counts from: an attribute, else the entry into `state`. */
    since: z.string().optional(),
  }),
  /** "only a manager may approve": `verbs` for these roles. */
  z.strictObject({
    kind: z.literal('permission'),
    ...ruleBase,
    verbs: z.array(z.string()).min(1),
    roles: z.array(z.string()).min(1),
  }),
  /** "nobody can bid on a closed auction": `verbs` only while what `through` refers to is in one of its `states`. */
  z.strictObject({
    kind: z.literal('while'),
    ...ruleBase,
    verbs: z.array(z.string()).min(1),
    through: z.string().min(1),
    states: z.array(z.string()).min(1),
  }),
  /** "members cancel their own bookings": `verbs` only for the actor whom the attribute names. */
  z.strictObject({
    kind: z.literal('own'),
    ...ruleBase,
    verbs: z.array(z.string()).min(1),
    attribute: z.string(),
  }),
]);
export type PlannedRule = z.infer<typeof plannedRuleSchema>;
export type PlannedRuleOf<Kind extends PlannedRule['kind']> = Extract<PlannedRule, { kind: Kind }>;

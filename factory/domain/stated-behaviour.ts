import { z } from 'zod';

import { durationSchema } from './duration.ts';

const noun = z.string().min(1);
const verbs = z.array(z.string().min(1)).min(1);

/** A calculation as the text says it; names are not yet attributes of anything. */
export type StatedFormula =
  | { op: 'number'; value: number }
  | { op: 'name'; name: string; of?: string | undefined }
  | { op: 'add' | 'subtract' | 'multiply' | 'divide'; left: StatedFormula; right: StatedFormula }
  /** `of` absent: of whatever the parts amount to; `over`: the parts, where the text names them. */
  | {
      op: 'sum' | 'count' | 'minimum' | 'maximum';
      over?: string | undefined;
      of?: StatedFormula | undefined;
    };

const lazy = z.lazy((): z.ZodType<StatedFormula> => statedFormulaSchema);
export const statedFormulaSchema: z.ZodType<StatedFormula> = z.discriminatedUnion('op', [
  z.strictObject({ op: z.literal('number'), value: z.number() }),
  z.strictObject({ op: z.literal('name'), name: noun, of: noun.optional() }),
  z.strictObject({ op: z.enum(['add', 'subtract', 'multiply', 'divide']), left: lazy, right: lazy }),
  z.strictObject({
    op: z.enum(['sum', 'count', 'minimum', 'maximum']),
    over: noun.optional(),
    of: lazy.optional(),
  }),
]);

const within = z.strictObject({ duration: durationSchema, mode: z.enum(['rolling', 'calendar']) }).optional();

/**
 * Behaviour that one clause states about the statement's object, in the words of the clause. Verbs are infinitives, states
 * and participles are as written.
 */
export const statedBehaviourSchema = z.discriminatedUnion('kind', [
  /** "it is drafted, sent, paid or cancelled". `otherwise`: the last is another way out of all before it. */
  z.strictObject({ kind: z.literal('states'), states: z.array(noun).min(2), otherwise: z.boolean() }),
  /** "a case starts as reported". */
  z.strictObject({ kind: z.literal('initial'), state: noun }),
  /** "can be approved or rejected", "managers approve requests". `steps`: one after the other ("and"). */
  z.strictObject({ kind: z.literal('moves'), verbs, steps: z.boolean() }),
  /** "an approved request cannot be rejected", "only paid orders can be shipped". */
  z.strictObject({
    kind: z.literal('gate'),
    verbs,
    state: noun,
    allowed: z.boolean(),
    /** From other states, too: "a paused subscription can be resumed". */
    also: z.boolean().optional(),
  }),
  /** "a sent invoice can no longer change"; without a state: the final ones, or all `except` some. */
  z.strictObject({ kind: z.literal('frozen'), states: z.array(noun), except: z.array(noun).optional() }),
  /** "has lines with quantity and unit price". */
  z.strictObject({
    kind: z.literal('parts'),
    part: noun,
    attributes: z.array(noun),
    constraints: z.array(z.strictObject({ kind: z.string(), value: z.string() })),
    required: z.boolean(),
  }),
  /** "its total is the sum". */
  z.strictObject({ kind: z.literal('formula'), attribute: noun, formula: statedFormulaSchema }),
  /** "it is overdue 30 days after sending". */
  z.strictObject({
    kind: z.literal('due'),
    attribute: noun,
    after: durationSchema,
    since: noun.optional(),
    unless: noun.optional(),
  }),
  /** "members earn and redeem points". */
  z.strictObject({
    kind: z.literal('posting'),
    /** What is counted: "points". */
    unit: noun,
    moves: z.array(z.strictObject({ verb: z.string(), direction: z.enum(['in', 'out']) })).min(1),
  }),
  /** "an account has a balance in euros". */
  z.strictObject({ kind: z.literal('balance'), unit: noun.optional() }),
  /** "a balance never goes below zero". */
  z.strictObject({ kind: z.literal('floor'), of: noun, minimum: z.number() }),
  /** "points expire after 12 months", "a hold that is not confirmed is released after 15 minutes". */
  z.strictObject({
    kind: z.literal('expiry'),
    verb: noun,
    after: durationSchema,
    state: noun.optional(),
    unless: noun.optional(),
  }),
  /** "a member may have at most three open bookings"; the object is what is counted. */
  z.strictObject({
    kind: z.literal('limit'),
    maximum: z.number().int().min(0),
    per: z.array(noun),
    state: noun.optional(),
    /** What is done at most so often, where the text counts doings: "borrow at most five books". */
    verb: noun.optional(),
    within,
  }),
  /** "a class holds at most 20 people", "no more bookings than the class has seats": a number, or the noun of one that is kept. */
  z.strictObject({ kind: z.literal('capacity'), maximum: z.union([z.number().int().min(0), noun]) }),
  /** "members book a place in a class": a record of its own of who did it with what. */
  z.strictObject({
    kind: z.literal('doing'),
    verb: noun,
    object: noun.optional(),
    within: noun.optional(),
    /** "appointments with doctors". */
    with: noun.optional(),
  }),
  /** "can be cancelled until two hours before". */
  z.strictObject({
    kind: z.literal('window'),
    verbs,
    allowed: z.enum(['until', 'from']),
    offset: z.strictObject({ duration: durationSchema, direction: z.enum(['before', 'after']) }).optional(),
    anchor: noun.optional(),
  }),
  /** "who does not show up twice in a month is blocked for a week". */
  z.strictObject({
    kind: z.literal('block'),
    /** What counts: done (`fails` false) or not done. */
    verb: noun,
    fails: z.boolean(),
    times: z.number().int().positive(),
    within: durationSchema,
    lasts: durationSchema,
    /** What is closed, where the text names it. */
    from: z.array(noun),
  }),
  z.strictObject({ kind: z.literal('no-overlap'), per: z.array(noun) }),
  /** "rates per currency pair and day", "a member votes only once per poll". */
  z.strictObject({ kind: z.literal('unique'), attributes: z.array(noun).min(1), verb: noun.optional() }),
  z.strictObject({
    kind: z.literal('compare'),
    attribute: noun,
    comparison: z.enum(['equal', 'different', 'less', 'at-most', 'greater', 'at-least']),
    with: z.union([
      z.number(),
      /** `of`: the other thing whose attribute it is: "the deadline of its project". */
      z.strictObject({ attribute: noun, of: noun.optional() }),
      z.strictObject({ moment: z.enum(['now', 'today']) }),
    ]),
  }),
  /** "nobody can bid on a closed auction": done with another thing only in, or only out of, a state of it. */
  z.strictObject({ kind: z.literal('while'), of: noun, state: noun, allowed: z.boolean() }),
  z.strictObject({ kind: z.literal('permission'), verbs, roles: z.array(noun).min(1) }),
  /** "members cancel their own bookings". */
  z.strictObject({ kind: z.literal('own'), verbs }),
]);
export type StatedBehaviour = z.infer<typeof statedBehaviourSchema>;
export type StatedBehaviourOf<Kind extends StatedBehaviour['kind']> = Extract<
  StatedBehaviour,
  { kind: Kind }
>;

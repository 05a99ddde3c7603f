import { z } from 'zod';

import { expressionSchema } from './expression.ts';
import { camelName, pascalName, requirementIds } from './names.ts';
import { slugSchema } from './slug.ts';

const quantities = {
  /** The aggregate that is `reservable`. */
  aggregate: pascalName,
  /** List in the event's data, and in its parts the reference and the quantity. */
  list: camelName,
  item: camelName,
  quantity: camelName,
};

/** What happens when an event arrives. Each event is applied once, whatever is delivered twice. */
export const reactionSchema = z.strictObject({
  /** Unique in the service: `requestPaymentOnOrderConfirmed`. */
  name: camelName,
  description: z.string().min(1),
  /** The service that publishes it; may be this one. */
  from: slugSchema,
  event: pascalName,
  version: z.number().int().positive(),
  requirementIds,
  does: z.discriminatedUnion('kind', [
    /** Runs a create use case; values are `event` expressions and literals. */
    z.strictObject({
      kind: z.literal('create'),
      useCase: camelName,
      input: z.record(camelName, expressionSchema),
    }),
    /** Runs a transition on the one aggregate whose `field` has the event's value at `path`. Already there: nothing happens. */
    z.strictObject({ kind: z.literal('transition'), useCase: camelName, field: camelName, path: camelName }),
    /** All or nothing, under the event's subject as key; emits `reserved`, or `refused` and reserves nothing. */
    z.strictObject({ kind: z.literal('reserve'), ...quantities, reserved: pascalName, refused: pascalName }),
    /** Gives back what is reserved under the event's subject. */
    z.strictObject({ kind: z.literal('release'), ...quantities, released: pascalName }),
    /** Asks an external system about the aggregate of this (own) event, then runs the transition of its answer. */
    z.strictObject({ kind: z.literal('ask'), system: pascalName, accepted: camelName, refused: camelName }),
  ]),
});
export type Reaction = z.infer<typeof reactionSchema>;
export type ReactionOf<Kind extends Reaction['does']['kind']> = Reaction & {
  does: Extract<Reaction['does'], { kind: Kind }>;
};

/** A system that we do not build. Its port has a test double: it refuses when a text in the request contains "refused". */
export const externalSystemSchema = z.strictObject({
  /** `PaymentProvider` */
  name: pascalName,
  description: z.string().min(1),
  /** `requestPayment` */
  operation: camelName,
  /** Fields of the aggregate that are handed over. */
  fields: z.array(camelName).min(1),
  timeoutMs: z.number().int().positive().max(60_000),
  /** After the first try, before what `onUnavailable` says. */
  retries: z.number().int().min(0).max(5),
  /** `retry`: the event is delivered again later. `refuse`: as if it had refused. */
  onUnavailable: z.enum(['retry', 'refuse']),
});
export type ExternalSystem = z.infer<typeof externalSystemSchema>;

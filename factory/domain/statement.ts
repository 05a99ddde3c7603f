import { z } from 'zod';

import { statedBehaviourSchema } from './stated-behaviour.ts';

/**
 * The fixed intermediate form of a definition: one record per thing that the text says. Everything a reader found
 * is in here, everything a planner decides comes from here.
 */
export const statementSchema = z.strictObject({
  /** `s1`, `s2`, … in reading order. */
  id: z.string().regex(/^s[1-9]\d*$/),
  /** The words it was read from, unchanged. */
  text: z.string().min(1),
  /** First line of `text` in the definition, from 1. */
  line: z.number().int().positive(),
  /** Who acts ("user", "lab technician"); absent where the text names nobody. */
  actor: z.string().optional(),
  /** Infinitive of what is done ("record", "find"); absent for a statement of structure. */
  verb: z.string().optional(),
  /** Head noun phrase acted on, singular ("audit event"). */
  object: z.string().optional(),
  /** Attributes the statement gives to its object ("barcode", "collection date"). */
  attributes: z.array(z.string()).default([]),
  /** What narrows it: "by actor" → { kind: "by", value: "actor" }. */
  constraints: z.array(z.strictObject({ kind: z.string(), value: z.string() })).default([]),
  /** Behaviour that the clause gives to its object, in closed terms. */
  behaviour: statedBehaviourSchema.optional(),
});
export type Statement = z.infer<typeof statementSchema>;

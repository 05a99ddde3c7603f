import { z } from 'zod';

const about = { subject: z.string() };

/** What the acceptance suite must observe at the published contract; terms are the plan's words, never the blueprint's. */
export const checkSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('recorded'), ...about, attributes: z.array(z.string()) }),
  z.strictObject({ kind: z.literal('recorded-once'), ...about }),
  z.strictObject({ kind: z.literal('required'), ...about, attribute: z.string() }),
  z.strictObject({ kind: z.literal('viewed'), ...about }),
  z.strictObject({ kind: z.literal('found-by'), ...about, attribute: z.string() }),
  z.strictObject({ kind: z.literal('found-in-period'), ...about, attribute: z.string() }),
  z.strictObject({ kind: z.literal('paged'), ...about }),
  z.strictObject({ kind: z.literal('exported'), ...about, format: z.enum(['csv', 'ndjson']) }),
  z.strictObject({ kind: z.literal('unchangeable'), ...about }),
  z.strictObject({ kind: z.literal('changed'), ...about, attributes: z.array(z.string()) }),
  z.strictObject({ kind: z.literal('removed'), ...about }),
  z.strictObject({ kind: z.literal('unique'), ...about, attribute: z.string() }),
  z.strictObject({ kind: z.literal('kept'), ...about }),
  /** Of two writers who read the same version, one is refused. */
  z.strictObject({ kind: z.literal('concurrent'), ...about }),
  /** Doing `verb` brings it to `to`; the way to a state from which it is allowed is found in the subject's life cycle. */
  z.strictObject({ kind: z.literal('moved'), ...about, verb: z.string(), to: z.string() }),
  /** In `state`, doing `verb` is refused and leaves it as it is. */
  z.strictObject({ kind: z.literal('move-refused'), ...about, verb: z.string(), state: z.string() }),
  /** Doing `verb` changes a ledger's balance by the amount, once per idempotency key. */
  z.strictObject({ kind: z.literal('posted'), ...about, verb: z.string() }),
  /** Both sides of the boundary of a business rule of the plan (`rules`). */
  z.strictObject({ kind: z.literal('rule'), ...about, rule: z.string() }),
  /** When what a reaction of the plan (`reactions`) waits for arrives, it happens, and once however often it arrives. */
  z.strictObject({ kind: z.literal('reacted'), ...about, reaction: z.string() }),
  /** Recorded and read through the gRPC interface as through HTTP. */
  z.strictObject({ kind: z.literal('called-by-grpc'), ...about }),
]);

/** One Given/When/Then. The sentences are for people and become the Gherkin scenario; `check` is the same in closed terms. */
export const criterionSchema = z.strictObject({
  id: z.string().regex(/^R[1-9]\d*\.S[1-9]\d*\.C[1-9]\d*$/),
  title: z.string().min(1),
  given: z.string().min(1),
  when: z.string().min(1),
  then: z.string().min(1),
  check: checkSchema,
});
export type Criterion = z.infer<typeof criterionSchema>;

import { z } from 'zod';

/** A claim that can be checked: the file exists and holds the text. */
export const evidenceSchema = z.strictObject({ path: z.string().min(1), contains: z.string().min(1) });
export type Evidence = z.infer<typeof evidenceSchema>;

export const tracedUseCaseSchema = z.strictObject({
  /** The operationId. */
  name: z.string().min(1),
  /** `POST /events`; absent for what only the clock or a reaction does. */
  operation: z.string().min(1).optional(),
  events: z.array(z.string()),
  code: z.array(evidenceSchema).min(1),
  tests: z.array(evidenceSchema),
});
export type TracedUseCase = z.infer<typeof tracedUseCaseSchema>;

/** A rule that the service upholds, or what it does when an event arrives. */
const tracedBehaviour = {
  name: z.string().min(1),
  requirementIds: z.array(z.string()).min(1),
  code: z.array(evidenceSchema).min(1),
  tests: z.array(evidenceSchema),
};
export const tracedRuleSchema = z.strictObject({ ...tracedBehaviour, statement: z.string().min(1) });
export type TracedRule = z.infer<typeof tracedRuleSchema>;
export const tracedReactionSchema = z.strictObject({
  ...tracedBehaviour,
  /** `com.connectsoft.orders.order-placed.v1` */
  event: z.string().min(1),
});
export type TracedReaction = z.infer<typeof tracedReactionSchema>;

export const tracedStorySchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  useCases: z.array(z.string()),
  /** The feature, and each of its scenarios by the tag of its criterion. */
  acceptance: z.array(evidenceSchema).min(1),
});

/** `factory/trace.json`: requirement → story → use case → operation → code → test, every link checkable. */
export const requirementTraceSchema = z.strictObject({
  schemaVersion: z.literal(1),
  requirements: z.array(
    z.strictObject({ id: z.string(), text: z.string(), stories: z.array(tracedStorySchema) }),
  ),
  useCases: z.array(tracedUseCaseSchema),
  rules: z.array(tracedRuleSchema).default([]),
  reactions: z.array(tracedReactionSchema).default([]),
  unrealised: z.array(z.strictObject({ id: z.string(), text: z.string(), reason: z.string() })),
});
export type RequirementTrace = z.infer<typeof requirementTraceSchema>;

import { z } from 'zod';

/** A claim that can be checked: the file exists and holds the text. */
export const evidenceSchema = z.strictObject({ path: z.string().min(1), contains: z.string().min(1) });
export type Evidence = z.infer<typeof evidenceSchema>;

export const tracedUseCaseSchema = z.strictObject({
  /** The operationId. */
  name: z.string().min(1),
  /** `POST /events` */
  operation: z.string().min(1),
  events: z.array(z.string()),
  code: z.array(evidenceSchema).min(1),
  tests: z.array(evidenceSchema),
});
export type TracedUseCase = z.infer<typeof tracedUseCaseSchema>;

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
  unrealised: z.array(z.strictObject({ id: z.string(), text: z.string(), reason: z.string() })),
});
export type RequirementTrace = z.infer<typeof requirementTraceSchema>;

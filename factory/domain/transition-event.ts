import { z } from 'zod';

/**
 * What is published on topic `factory-events`: a CloudEvents 1.0 message. `id` is deterministic (a repeated publish is
 * dropped by duplicate detection).
 */
export const transitionTypes = [
  'project.started',
  'project.completed',
  'project.failed',
  'stage.started',
  'stage.completed',
  'stage.failed',
  'service.started',
  'service.completed',
  'service.failed',
  'activity.retrying',
  'action.recorded',
] as const;

export const transitionEventSchema = z.strictObject({
  specversion: z.literal('1.0'),
  id: z.string().min(1),
  source: z.string().min(1),
  type: z.enum(transitionTypes),
  /** The project. */
  subject: z.string().min(1),
  /** RFC 3339. */
  time: z.string(),
  datacontenttype: z.literal('application/json'),
  projectid: z.string(),
  correlationid: z.string(),
  causationid: z.string(),
  traceparent: z.string().optional(),
  data: z.strictObject({
    stage: z.string().optional(),
    service: z.string().optional(),
    agent: z.string().optional(),
    /** One line for people. */
    message: z.string().max(2_000),
    durationMs: z.number().int().nonnegative().optional(),
  }),
});
export type TransitionEvent = z.infer<typeof transitionEventSchema>;
export type TransitionType = (typeof transitionTypes)[number];

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

/** The correlation that every message and record of a project carries. Trace ids follow from the project's id. */
export type Correlation = { projectId: string; correlationId: string };

const hex = (text: string): string => {
  let high = 0x811c9dc5;
  let low = 0x01000193;
  for (let index = 0; index < text.length; index += 1) {
    high = Math.imul(high ^ text.charCodeAt(index), 0x01000193) >>> 0;
    low = Math.imul(low ^ text.charCodeAt(text.length - 1 - index), 0x85ebca6b) >>> 0;
  }
  return (high.toString(16).padStart(8, '0') + low.toString(16).padStart(8, '0')).replace(
    /^0{16}$/,
    '1'.padStart(16, '0'),
  );
};

/** W3C `traceparent` of a step: the project's id is the trace, the step's id gives the span. */
export const traceparentOf = (projectId: string, step: string): string =>
  `00-${projectId.replace(/^p-/, '').replaceAll('-', '')}-${hex(step)}-01`;

/** Builds the message of a transition. The same transition of the same project always has the same `id`. */
export const transitionEvent = (
  { projectId, correlationId }: Correlation,
  type: TransitionType,
  time: Date,
  data: TransitionEvent['data'],
  discriminator = '',
): TransitionEvent => {
  const id = [projectId, type, data.stage, data.service, discriminator].filter(Boolean).join(':');
  const causedByStage = data.stage && type !== 'stage.started';
  return {
    specversion: '1.0',
    id,
    source: `/projects/${projectId}`,
    type,
    subject: projectId,
    time: time.toISOString(),
    datacontenttype: 'application/json',
    projectid: projectId,
    correlationid: correlationId,
    causationid: causedByStage ? `${projectId}:stage.started:${data.stage}` : `${projectId}:project.started`,
    traceparent: traceparentOf(projectId, id),
    data,
  };
};

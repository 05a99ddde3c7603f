import { z } from 'zod';

import { ofRun } from './run-name.ts';
import {
  transitionData,
  transitionDataSchemas,
  transitionTypes,
  type TransitionType,
} from './transition-data.ts';

const envelope = z.strictObject({
  specversion: z.literal('1.0').describe('Of CloudEvents.'),
  id: z
    .string()
    .min(1)
    .describe('The same for the same transition of the same project, however often it is published.'),
  source: z.string().min(1).describe('`/projects/<project>`'),
  type: z.enum(transitionTypes).describe('What happened.'),
  subject: z.string().min(1).describe('The project.'),
  time: z.string().describe('RFC 3339.'),
  datacontenttype: z.literal('application/json').describe('Of `data`.'),
  projectid: z.string().describe('The project.'),
  correlationid: z.string().describe('What the project was created under.'),
  causationid: z.string().describe('Id of the event that led to it.'),
  traceparent: z.string().optional().describe('W3C trace context; the trace id follows from the project’s.'),
  // A reader may meet a stage that a newer version has; what is published is held against the schema of its type.
  data: z
    .strictObject({ ...transitionData, stage: z.string().describe('The stage it happened in.') })
    .partial()
    .required({ message: true })
    .describe('What its type says.'),
});

/**
 * What is published on topic `factory-events`: a CloudEvents 1.0 message. `id` is deterministic (a repeated publish is
 * dropped by duplicate detection). `data` holds what the schema of its type says.
 */
export const transitionEventSchema = envelope.superRefine(({ type, data }, context) => {
  for (const { path, ...issue } of transitionDataSchemas[type].safeParse(data).error?.issues ?? [])
    context.addIssue({ ...issue, path: ['data', ...path] });
});
export type TransitionEvent = z.infer<typeof transitionEventSchema>;
export type { TransitionType };

/**
 * The correlation that every message and record of a project carries. Trace ids follow from the project's id. `run`: absent is
 * the first.
 */
export type Correlation = { projectId: string; correlationId: string; run?: number | undefined };

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

/** What stands before the uuid in the id of a project: `p-` and the tenant's key. */
const BEFORE_UUID = /^p-(?:[a-z][a-z0-9]{0,11}-(?=[0-9a-f]{8}-))?/;

/** W3C trace id of everything that is done for a project: its uuid. */
export const traceIdOf = (projectId: string): string =>
  projectId.replace(BEFORE_UUID, '').replaceAll('-', '');

/** W3C `traceparent` of a step: the project's id is the trace, the step's id gives the span. */
export const traceparentOf = (projectId: string, step: string): string =>
  `00-${traceIdOf(projectId)}-${hex(step)}-01`;

/** Builds the message of a transition. The same transition of the same project always has the same `id`. */
export const transitionEvent = (
  { projectId, correlationId, run }: Correlation,
  type: TransitionType,
  time: Date,
  data: TransitionEvent['data'],
  discriminator = '',
): TransitionEvent => {
  const id = [projectId, type, data.stage, data.service, discriminator, ofRun(run)].filter(Boolean).join(':');
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
    causationid: causedByStage
      ? [projectId, 'stage.started', data.stage, ofRun(run)].filter(Boolean).join(':')
      : `${projectId}:project.started`,
    traceparent: traceparentOf(projectId, id),
    data,
  };
};

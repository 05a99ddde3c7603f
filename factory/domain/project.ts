import { z } from 'zod';

import { criticalReasonSchema, failureSchema } from './failure.ts';
import { ORCHESTRATION_VERSION } from './orchestration-version.ts';
import { projectDefinitionSchema } from './project-definition.ts';
import { runResultSchema } from './run-result.ts';
import { stageSchema } from './stage.ts';
import { projectIdSchema } from './tenant.ts';

/**
 * What runs for a project is to end: every activity asks for this mark first, every wait is woken for it. `restarted` goes on
 * with stage `from` under the next run.
 */
export const stopSchema = z.strictObject({
  reason: z.enum(['cancelled', 'aborted', 'critical', 'restarted']),
  why: z.string().max(2_000),
  by: z.string(),
  from: stageSchema.optional(),
  /** What made the failure critical: who is asked about it must be told, even where its report was lost. */
  criticalReason: criticalReasonSchema.optional(),
  /** RFC 3339. */
  at: z.string(),
});
export type Stop = z.infer<typeof stopSchema>;

/** The project document. Facts that a stage establishes are added to it; contents live in the artifact store. */
export const projectSchema = z.strictObject({
  id: projectIdSchema,
  correlationId: z.string(),
  idempotencyKey: z.string(),
  definition: projectDefinitionSchema,
  /** Who asked for it. */
  submittedBy: z.string().default('local'),
  /** Theirs, which stays when the name changes; absent where there are names only. */
  submitterId: z.string().optional(),
  /** Registered sender whose message made it, who is told of its end; absent where a person asked for it. */
  sender: z.string().optional(),
  /** Cancelled before its request came: the definition is not known yet. */
  awaitsRequest: z.literal(true).optional(),
  status: z.enum(['running', 'completed', 'failed', 'cancelled', 'aborted']),
  /** Counts from 1; the orchestration goes through stages again under the next number. */
  run: z.number().int().positive().default(1),
  /** The run that its orchestration was started with; that orchestration goes through later runs too. */
  startedRun: z.number().int().positive().default(1),
  /** Of the orchestrations that this run was started with; empty before versions were kept. */
  orchestrationVersion: z.string().default(''),
  /** RFC 3339. */
  createdAt: z.string(),
  endedAt: z.string().optional(),
  stages: z.partialRecord(
    stageSchema,
    z.strictObject({
      status: z.enum(['running', 'completed', 'failed']),
      startedAt: z.string(),
      endedAt: z.string().optional(),
    }),
  ),
  services: z.array(runResultSchema.shape.services.element),
  requirements: runResultSchema.shape.requirements,
  workItems: runResultSchema.shape.workItems,
  repositories: runResultSchema.shape.repositories,
  processes: runResultSchema.shape.processes.default([]),
  /** Stories whose acceptance scenarios all passed, by service. */
  servedStories: z.record(z.string(), z.array(z.string())).default({}),
  stop: stopSchema.optional(),
  /** Waits of its orchestrations that an event ends: the event's name, by the waiting instance. */
  waits: z.record(z.string(), z.string()).default({}),
  /** Artifacts that a person put in the place of an agent's; no stage overwrites them. */
  amended: z.array(z.string()).default([]),
  /** What people told the agents, in the order in which they did. */
  guidance: z
    .array(
      z.strictObject({ stage: stageSchema.optional(), service: z.string().optional(), text: z.string() }),
    )
    .default([]),
  failure: failureSchema.extend({ stage: stageSchema.optional() }).optional(),
});
export type Project = z.infer<typeof projectSchema>;

/** A project before anything was done for it, without what is its own. */
export const unstarted = (): Omit<
  Project,
  'id' | 'correlationId' | 'idempotencyKey' | 'definition' | 'createdAt'
> => ({
  submittedBy: 'local',
  status: 'running',
  run: 1,
  startedRun: 1,
  orchestrationVersion: ORCHESTRATION_VERSION,
  stages: {},
  services: [],
  requirements: { total: 0, served: 0, unrealised: [] },
  workItems: { epics: 0, features: 0, stories: 0, tasks: 0 },
  repositories: [],
  processes: [],
  servedStories: {},
  waits: {},
  amended: [],
  guidance: [],
});

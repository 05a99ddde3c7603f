import { z } from 'zod';

import { agentActionSchema } from '../../factory/domain/agent-action.ts';
import { artifactSchema } from '../../factory/domain/artifact.ts';
import { projectDefinitionSchema } from '../../factory/domain/project-definition.ts';
import { projectSummarySchema } from '../../factory/domain/project-summary.ts';
import { projectSchema } from '../../factory/domain/project.ts';
import { runResultSchema } from '../../factory/domain/run-result.ts';
import { transitionEventSchema } from '../../factory/domain/transition-event.ts';

/** RFC 9457. `reason` and `suggestion` come with a definition that the reader refused. */
export const problemSchema = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  instance: z.string().optional(),
  errors: z
    .array(
      z.strictObject({
        pointer: z.string().optional().describe('JSON pointer into the body, as a URI fragment.'),
        parameter: z.string().optional().describe('Query parameter or header at fault.'),
        detail: z.string(),
      }),
    )
    .optional(),
  reason: z.string().optional(),
  suggestion: z.string().optional(),
});
export type Problem = z.infer<typeof problemSchema>;

const projectLinksSchema = z.strictObject({
  self: z.string(),
  events: z.string(),
  actions: z.string(),
  artifacts: z.string(),
  repositories: z.string(),
});

export const projectAcceptedSchema = z.strictObject({
  projectId: z.string(),
  status: projectSchema.shape.status,
  links: projectLinksSchema,
});
export type ProjectAccepted = z.infer<typeof projectAcceptedSchema>;

export const eventPageSchema = z.strictObject({
  items: z.array(z.strictObject({ position: z.number().int().positive(), event: transitionEventSchema })),
  /** `after` of the next call. */
  next: z.number().int().nonnegative(),
});
export type EventPage = z.infer<typeof eventPageSchema>;

export const repositoryListSchema = z.strictObject({
  items: z.array(
    z.strictObject({
      name: z.string(),
      /** A path or URL that `git clone` accepts. */
      repository: z.string(),
      commit: z.string(),
      /** The service it holds; absent for a solution-level repository. */
      service: z.string().optional(),
    }),
  ),
});
export type RepositoryList = z.infer<typeof repositoryListSchema>;

export const healthSchema = z.strictObject({
  status: z.enum(['healthy', 'unhealthy']),
  version: z.string(),
});
export type Health = z.infer<typeof healthSchema>;

/** The bodies of the API, under `components/schemas` of its document. */
export const components = {
  ProjectDefinition: projectDefinitionSchema,
  ProjectAccepted: projectAcceptedSchema,
  ProjectList: z.strictObject({ items: z.array(projectSummarySchema) }),
  RunResult: runResultSchema,
  EventPage: eventPageSchema,
  ActionList: z.strictObject({ items: z.array(agentActionSchema) }),
  ArtifactList: z.strictObject({ items: z.array(artifactSchema) }),
  RepositoryList: repositoryListSchema,
  Health: healthSchema,
  Problem: problemSchema,
} satisfies Record<string, z.ZodType>;
export type ComponentName = keyof typeof components;

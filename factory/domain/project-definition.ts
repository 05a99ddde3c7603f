import { z } from 'zod';

import { budgetsSchema } from './budget.ts';
import { slugSchema } from './slug.ts';

/** Longest definition text accepted, in characters; larger documents come by upload. */
export const MAX_DEFINITION_LENGTH = 20_000;

export const stackSchema = z.enum(['typescript']);
export type Stack = z.infer<typeof stackSchema>;

/** What a person may want to see before the factory goes on with it. */
export const approvalGateSchema = z.enum(['plan', 'architecture']);
export type ApprovalGate = z.infer<typeof approvalGateSchema>;

/** What a customer asks for. Its JSON Schema is public: `GET /api/schemas/project-definition`. */
export const projectDefinitionSchema = z.strictObject({
  text: z
    .string()
    .trim()
    .min(1)
    .max(MAX_DEFINITION_LENGTH)
    .describe('What to build, in plain English: a sentence or a few.'),
  businessContext: z
    .string()
    .trim()
    .max(MAX_DEFINITION_LENGTH)
    .optional()
    .describe(
      'Why it is wanted and who it is for. Goes into the product plan, is not read for requirements.',
    ),
  customer: z.string().trim().min(1).max(100).default('ConnectSoft').describe('Whose product this is.'),
  azureDevOps: z
    .strictObject({
      organization: slugSchema.default('connectsoft').describe('First part of the name of a repository.'),
      project: slugSchema.default('factory').describe('Second part of it.'),
      deploy: z
        .enum(['none', 'pipeline'])
        .optional()
        .describe(
          'What becomes of a service in Azure DevOps: `none` builds and tests it, `pipeline` lets its pipeline deploy it with the service connections of the project. `none` where absent; nothing to the embedded platform.',
        ),
    })
    .prefault({})
    .describe('Where repositories and work items are created.'),
  packageFeed: z
    .string()
    .max(300)
    .regex(/^https?:\/\/[A-Za-z0-9.-]+(?::\d{1,5})?(?:\/[\w./-]*)?$/, {
      error: 'must be an http(s) address of a registry, without user, password, query or fragment',
    })
    .optional()
    .describe(
      'npm registry that has the `@connectsoft` packages, without user, password, query or fragment; without one each service carries them as archives.',
    ),
  approvals: z
    .array(approvalGateSchema)
    .max(2)
    .optional()
    .describe('What a reviewer approves before the factory goes on; nothing where absent.'),
  stack: stackSchema.default('typescript').describe('The technology of the generated services.'),
  budgets: budgetsSchema
    .optional()
    .describe('What the project may spend; before more is spent, somebody is asked.'),
});

export type ProjectDefinition = z.infer<typeof projectDefinitionSchema>;

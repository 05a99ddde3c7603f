import { z } from 'zod';

import { envelope } from './message-envelope.ts';
import { MAX_DEFINITION_LENGTH, projectDefinitionSchema } from './project-definition.ts';
import { projectIdSchema } from './tenant.ts';

const createSchema = z
  .strictObject({
    ...envelope,
    type: z.literal('project.create.v1').describe('Makes a project.'),
    data: z
      .strictObject({ definition: projectDefinitionSchema.describe('What to build.') })
      .describe('As the body of `POST /api/projects`.'),
  })
  .describe(
    'Starts a project. Its `id` is the idempotency key: sent again, it is answered with the same project.',
  );

const changeSchema = z
  .strictObject({
    ...envelope,
    type: z.literal('project.change.v1').describe('Changes a project.'),
    data: z
      .strictObject({
        projectId: projectIdSchema.describe('The project.'),
        text: z
          .string()
          .trim()
          .min(1)
          .max(MAX_DEFINITION_LENGTH)
          .describe('What is to change, in plain English.'),
      })
      .describe('The change.'),
  })
  .describe('Asks for a change of what was built. This version rejects it: it cannot change projects yet.');

/** What comes on a queue `factory-requests`. */
export const requestMessageSchema = z.discriminatedUnion('type', [createSchema, changeSchema]);
export type RequestMessage = z.infer<typeof requestMessageSchema>;

import { z } from 'zod';

import { roleSchema } from './role.ts';
import { stageSchema } from './stage.ts';

/** What the data of an event can hold. */
export const transitionData = {
  stage: stageSchema.describe('The stage it happened in.'),
  service: z.string().min(1).describe('The service it is about.'),
  agent: z.string().min(1).describe('Who acted.'),
  review: z.string().min(1).describe('Id of the review.'),
  role: roleSchema.describe('Who is asked.'),
  round: z.number().int().positive().describe('Counts from 1.'),
  message: z.string().max(2_000).describe('One line for people.'),
  durationMs: z.number().int().nonnegative().describe('How long it took, in milliseconds.'),
};
const { stage, service, agent, review, role, round, message, durationMs } = transitionData;

const ofProject = z.strictObject({ message });
const ofStage = z.strictObject({ stage, message });
const ofReview = z.strictObject({
  stage: stage.optional(),
  service: service.optional(),
  review,
  role,
  message,
});
const ofService = z.strictObject({ stage, service, message });

/** The data of every type of event: the one source of what is published, journalled and documented. */
export const transitionDataSchemas = {
  'project.started': ofProject.describe('The project began.'),
  'project.completed': ofProject.describe('Every stage completed. The last event of its project.'),
  'project.failed': z
    .strictObject({ stage: stage.optional(), message })
    .describe('A stage failed and nothing more is tried. The last event of its project.'),
  'project.cancelled': ofProject.describe(
    'It was cancelled, and what it had done was taken back. The last event of its project.',
  ),
  'project.aborted': ofProject.describe(
    'A review ended it, and what it had done was taken back. The last event of its project.',
  ),
  'project.stopping': ofProject.describe('It is to end or to start again: what runs for it is ended.'),
  'project.restarted': ofStage.describe('It goes on from a stage that it had begun before.'),
  'review.requested': ofReview.describe('A person is asked; the step waits.'),
  'review.reminded': ofReview.describe('Nobody has decided yet.'),
  'review.escalated': ofReview.describe('Nobody has decided for long: any role may now.'),
  'review.decided': ofReview.describe('A person has decided.'),
  'quality.round': z
    .strictObject({ stage, service: service.optional(), round, message })
    .describe('Findings were fixed and are verified again.'),
  'compensation.completed': z
    .strictObject({ stage: stage.optional(), message })
    .describe('What was done was taken back; `message` counts what was not.'),
  'stage.started': ofStage.describe('A stage began.'),
  'stage.completed': ofStage.describe('A stage wrote all that it owes.'),
  'stage.failed': ofStage.describe('A stage failed; `message` has the reason.'),
  'service.started': ofService.describe(
    'A stage began to work on one service. Not published by this version: `action.recorded` names the service.',
  ),
  'service.completed': ofService.describe(
    'A stage did its work on one service. Not published by this version.',
  ),
  'service.failed': ofService.describe(
    'A stage could not do its work on one service; the others go on. Not published by this version.',
  ),
  'activity.retrying': z
    .strictObject({ stage: stage.optional(), message })
    .describe('A step failed for a reason that passes and is tried again.'),
  'action.started': z
    .strictObject({ stage, service: service.optional(), agent, message })
    .describe('An agent begins to do something; `action.recorded` follows when it ended.'),
  'action.recorded': z
    .strictObject({ stage, service: service.optional(), agent, message, durationMs })
    .describe('An agent did something; the audit trail has the whole record.'),
} as const satisfies Record<string, z.ZodObject>;

export type TransitionType = keyof typeof transitionDataSchemas;
export const transitionTypes = Object.keys(transitionDataSchemas) as TransitionType[];

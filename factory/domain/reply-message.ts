import { z } from 'zod';

import { decisionKindSchema } from './decision.ts';
import { correlationIdSchema } from './message-envelope.ts';
import { problemSchema } from './problem.ts';
import { projectAcceptedSchema } from './project-accepted.ts';
import { projectSchema } from './project.ts';
import { reviewSchema } from './review.ts';

const attributes = {
  specversion: z.literal('1.0').describe('Of CloudEvents.'),
  id: z.string().min(1).describe('The same for the same reply, however often it is sent.'),
  source: z.literal('/factory').describe('The factory.'),
  subject: z.string().optional().describe('The project, where there is one.'),
  time: z.string().describe('RFC 3339.'),
  datacontenttype: z.literal('application/json').describe('Of `data`.'),
  correlationid: correlationIdSchema.describe('That of the request.'),
  causationid: z.string().describe('`id` of the message that is answered; of the event, for an end.'),
};

const endedSchema = z.strictObject({
  projectId: projectAcceptedSchema.shape.projectId,
  status: projectSchema.shape.status.exclude(['running']).describe('How it ended.'),
  message: z.string().describe('One line for people.'),
  links: projectAcceptedSchema.shape.links,
});

const decidedSchema = z.strictObject({
  reviewId: reviewSchema.shape.id.describe('The review.'),
  projectId: projectAcceptedSchema.shape.projectId,
  decision: decisionKindSchema.describe('What was decided.'),
  by: z.string().describe('Who decided.'),
  at: z.string().describe('When, RFC 3339.'),
});

/** What is said to a sender on its queue for replies. */
export const replyMessageSchema = z.discriminatedUnion('type', [
  z
    .strictObject({
      ...attributes,
      type: z.literal('project.accepted.v1').describe('A create or cancel was accepted.'),
      data: projectAcceptedSchema.describe('The project.'),
    })
    .describe('The project exists and runs, or is being cancelled.'),
  z
    .strictObject({
      ...attributes,
      type: z.literal('request.rejected.v1').describe('A message can never work.'),
      data: problemSchema.describe('Why.'),
    })
    .describe(
      'Nothing was done. The message is kept on `factory-rejected`; sent again as it is, it is rejected again.',
    ),
  z
    .strictObject({
      ...attributes,
      type: z.literal('review.decided.v1').describe('A decision was taken.'),
      data: decidedSchema.describe('The decision.'),
    })
    .describe('The decision stands.'),
  z
    .strictObject({
      ...attributes,
      type: z.literal('project.ended.v1').describe('A project of this sender ended.'),
      data: endedSchema.describe('The end.'),
    })
    .describe('The project ended. One that is run again ends again.'),
]);
export type ReplyMessage = z.infer<typeof replyMessageSchema>;
export type ReplyType = ReplyMessage['type'];

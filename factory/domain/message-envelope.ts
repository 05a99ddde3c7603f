import { z } from 'zod';

/** Longest id of a message, as in Service Bus. */
export const MAX_MESSAGE_ID = 128;

/** What finds the messages of one request; the caller chooses it. */
export const correlationIdSchema = z.string().regex(/^[\w.-]{1,128}$/);

/** Attributes of every message that other systems send: CloudEvents 1.0 in structured mode. */
export const envelope = {
  specversion: z.literal('1.0').describe('Of CloudEvents.'),
  id: z
    .string()
    .regex(/^[\x21-\x7e]{1,128}$/)
    .describe('Chosen by the sender: the same message again, and only that, has the same.'),
  source: z.string().min(1).max(200).describe('Who sent it, for people; it grants nothing.'),
  subject: z.string().max(200).optional().describe('Ignored.'),
  time: z.string().max(50).optional().describe('RFC 3339. Ignored: messages may come in any order.'),
  datacontenttype: z.literal('application/json').optional().describe('Of `data`.'),
  correlationid: correlationIdSchema
    .optional()
    .describe('Comes back in every reply. Absent: the correlation id of the message, else its `id`.'),
  traceparent: z.string().max(100).optional().describe('W3C trace context.'),
};

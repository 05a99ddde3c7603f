import type { Message } from 'rhea';
import { z } from 'zod';

import { textOf } from './broker-message.ts';
import type { TracedEvent } from './event-trace.ts';

const cloudEventSchema = z.object({
  specversion: z.literal('1.0'),
  id: z.string(),
  type: z.string(),
  source: z.string(),
  subject: z.string().default(''),
  correlationid: z.string().default(''),
});

/** The CloudEvent that a message is; undefined where it is something else. */
export const tracedEventOf = (
  message: Message,
  topic: string,
  at: string,
): Omit<TracedEvent, 'deliveries'> | undefined => {
  try {
    const { id, type, source, subject, correlationid } = cloudEventSchema.parse(
      JSON.parse(textOf(message) ?? ''),
    );
    return { id, topic, type, source, subject, correlationId: correlationid, at };
  } catch {
    return undefined;
  }
};

import { z } from 'zod';

import { controlMessageSchema } from '../../factory/domain/control-message.ts';
import { rejectedMessageSchema } from '../../factory/domain/rejected-message.ts';
import { replyMessageSchema } from '../../factory/domain/reply-message.ts';
import { requestMessageSchema } from '../../factory/domain/request-message.ts';
import { transitionDataSchemas, transitionTypes } from '../../factory/domain/transition-data.ts';
import { transitionEventSchema } from '../../factory/domain/transition-event.ts';

/** A message that a channel carries: its `type`, and the schema of all of it. */
export type ChannelMessage = { name: string; schema: z.ZodObject; contentType: string };

export type Channel = {
  /** Queue or topic, by the default registration. */
  address: string;
  kind: 'queue' | 'topic';
  description: string;
  /** What the factory does with it. */
  action: 'receive' | 'send';
  messages: readonly ChannelMessage[];
};

const CLOUD_EVENT = 'application/cloudevents+json';

const typeOf = (schema: z.ZodObject): string => {
  const { type } = schema.shape;
  if (type instanceof z.ZodLiteral) return String(type.value);
  throw new Error('A message has a literal type.');
};

const typed = (schemas: readonly z.ZodObject[]): ChannelMessage[] =>
  schemas.map((schema) => ({ name: typeOf(schema), schema, contentType: CLOUD_EVENT }));

const attributes = transitionEventSchema.shape;

const events = transitionTypes.map((type): ChannelMessage => {
  const data = transitionDataSchemas[type];
  return {
    name: type,
    contentType: CLOUD_EVENT,
    schema: z
      .strictObject({ ...attributes, type: z.literal(type).describe('What happened.'), data })
      .describe(data.description ?? ''),
  };
});

/** Every queue and topic over which the factory speaks with other systems. */
export const channels = {
  requests: {
    address: 'factory-requests',
    kind: 'queue',
    action: 'receive',
    description: 'On which a sender asks for projects. Every sender has one of its own.',
    messages: typed(requestMessageSchema.options),
  },
  control: {
    address: 'factory-control',
    kind: 'queue',
    action: 'receive',
    description:
      'On which a sender cancels and decides. Every sender has one of its own; it never waits behind requests.',
    messages: typed(controlMessageSchema.options),
  },
  replies: {
    address: 'factory-replies',
    kind: 'queue',
    action: 'send',
    description:
      'On which a sender is answered, where one was registered for it; no message can name another.',
    messages: typed(replyMessageSchema.options),
  },
  rejected: {
    address: 'factory-rejected',
    kind: 'queue',
    action: 'send',
    description: 'What can never work, with the reason, until an operator sends it again or drops it.',
    messages: [{ name: 'rejected', schema: rejectedMessageSchema, contentType: 'application/json' }],
  },
  events: {
    address: 'factory-events',
    kind: 'topic',
    action: 'send',
    description:
      'What happens to projects. A subscription filters by the application properties `type`, `stage`, `projectid` and `tenant`.',
    messages: events,
  },
} as const satisfies Record<string, Channel>;
export type ChannelName = keyof typeof channels;

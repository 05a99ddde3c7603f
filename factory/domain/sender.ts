import { z } from 'zod';

import { jsonText } from './json-text.ts';
import { roleSchema, ROLES } from './role.ts';
import type { Person } from './review.ts';
import { tenantKeySchema } from './tenant.ts';

const entitySchema = z.string().regex(/^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,98}[A-Za-z0-9])?$/, {
  error: 'must be the name of a queue: letters, digits, ".", "-", "_"',
});

/**
 * Another system that sends messages. Its queues are its own: which queue a message came through says whose it is, what its
 * sender may and where replies go; nothing in a message does.
 */
export const senderSchema = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,30}$/)
    .describe('What it is called in audit trails.'),
  tenant: tenantKeySchema.describe('Whose projects it asks for.'),
  roles: z.array(roleSchema).describe('What it may decide on.'),
  requests: entitySchema.describe('Queue on which it asks for projects.'),
  control: entitySchema.describe('Queue on which it cancels and decides.'),
  replies: entitySchema.optional().describe('Queue on which it is answered; absent: it is not.'),
});
export type Sender = z.infer<typeof senderSchema>;

/** Queues of the factory itself, which no sender has. */
export const RESERVED_ENTITIES = ['factory-rejected', 'factory-events'];

const twice = (names: readonly string[]): string | undefined =>
  names.find((name, index) => names.indexOf(name) !== index);

/** Senders share no queue: what comes through one is of one sender. */
export const sendersSchema = z.array(senderSchema).superRefine((senders, context) => {
  const queues = senders.flatMap(({ requests, control, replies }) => [
    requests,
    control,
    ...(replies === undefined ? [] : [replies]),
  ]);
  const name = twice(senders.map((sender) => sender.name));
  if (name !== undefined) context.addIssue({ code: 'custom', message: `Two senders have the name ${name}.` });
  const queue = twice([...RESERVED_ENTITIES, ...queues].map((each) => each.toLowerCase()));
  if (queue !== undefined)
    context.addIssue({
      code: 'custom',
      message: `Queue ${queue} is used twice: each has one use and one sender.`,
    });
});

/** The one sender of a factory where nobody registered another: who can send to its queues may do everything in its tenant. */
export const defaultSenders = (tenant: string): Sender[] => [
  {
    name: 'default',
    tenant,
    roles: ROLES,
    requests: 'factory-requests',
    control: 'factory-control',
    replies: 'factory-replies',
  },
];

/** A setting that holds the senders as a JSON array. */
export const sendersTextSchema = jsonText.pipe(sendersSchema);

/** A sender as whoever decides, cancels or submits. */
export const personOfSender = ({ name, roles }: Sender): Person => ({ name: `sender ${name}`, roles });

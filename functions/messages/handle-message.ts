import type { InvocationContext, ServiceBusQueueHandler } from '@azure/functions';
import type { z } from 'zod';

import type { Problem } from '../../factory/domain/problem.ts';
import type { ReplyMessage } from '../../factory/domain/reply-message.ts';
import type { Sender } from '../../factory/domain/sender.ts';
import { rejectedMessage } from '../events/rejected-message.ts';
import type { FunctionDeps } from '../function-deps.ts';
import type { Answer } from '../http/answer.ts';
import { bodyErrors } from '../http/field-errors.ts';
import { problem } from '../http/problem.ts';
import { isDeeperThan, MAX_JSON_DEPTH } from '../json-depth.ts';
import { oneLine } from '../one-line.ts';
import { messageFacts, type MessageFacts } from './message-facts.ts';
import { reply, type Said } from './reply.ts';

/** What is said of a message: something was done, or why it can never work. */
export type Response = Said | { rejected: Problem };

/** A problem as it would be answered over HTTP. */
export const rejection = (answer: Answer): Response => ({ rejected: answer.jsonBody as Problem });

const invalid = (error: z.ZodError): Response => {
  const errors = bodyErrors(error);
  return rejection(problem('validation', `${errors.map(({ detail }) => detail).join('; ')}.`, { errors }));
};

const tooDeep = (): Response =>
  rejection(problem('validation', `The message nests deeper than ${MAX_JSON_DEPTH} levels.`));

const respondTo = async <T>(
  message: unknown,
  schema: z.ZodType<T>,
  respond: (data: T) => Promise<Response>,
): Promise<Response> => {
  if (isDeeperThan(message, MAX_JSON_DEPTH)) return tooDeep();
  const parsed = schema.safeParse(message);
  return parsed.success ? respond(parsed.data) : invalid(parsed.error);
};

type Deps = { ports: Pick<FunctionDeps['ports'], 'replies' | 'clock'> };

/** A message that a function works on, and how it is known. */
export type Received<T> = { message: T; facts: MessageFacts; context: InvocationContext };

/**
 * A function on a queue of a sender: checks what comes against its schema, has it answered, and tells the sender. What can
 * never work is kept on `factory-rejected`, once, and is done with; what fails for a reason that passes is thrown, so that it
 * is delivered again.
 */
export const handleMessage =
  <T>(
    { ports }: Deps,
    { sender, queue, schema }: { sender: Sender; queue: string; schema: z.ZodType<T> },
    respond: (received: Received<T>) => Promise<Response>,
  ): ServiceBusQueueHandler =>
  async (message, context) => {
    const facts = messageFacts(queue, message, context);
    const response = await respondTo(message, schema, (data) => respond({ message: data, facts, context }));
    if ('rejected' in response) {
      const rejected = rejectedMessage(queue, response.rejected.detail, message, sender.tenant);
      context.warn(`A message of sender ${sender.name} is rejected: ${oneLine(rejected.reason)}`);
      await ports.replies.reject(facts.key, rejected);
    }
    if (sender.replies === undefined) return;
    const said: ReplyMessage =
      'rejected' in response
        ? reply(ports.clock, facts, { type: 'request.rejected.v1', data: response.rejected }, facts.key)
        : reply(ports.clock, facts, response, facts.key);
    await ports.replies.send(sender.replies, said);
  };

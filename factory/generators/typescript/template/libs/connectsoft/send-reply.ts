import { Readable } from 'node:stream';

import type { FastifyReply } from 'fastify';

import type { OperationReply } from './operation.ts';
import { runInContext, type RequestContext } from './request-context.ts';

/** Bytes, for the framework would add a charset to the media type of a text, and JSON has none. */
export const jsonOf = (body: object): Buffer => Buffer.from(JSON.stringify(body));

/** What is streamed is made while it is sent, still for the one who asked. */
const inContext = (context: RequestContext, body: AsyncIterable<string>): AsyncIterable<string> => ({
  [Symbol.asyncIterator]: () => {
    const parts = body[Symbol.asyncIterator]();
    return {
      next: () => runInContext(context, () => parts.next()),
      return: async () => (await parts.return?.()) ?? { done: true, value: undefined },
    };
  },
});

/** Answers what an operation says. */
export const send = (
  reply: FastifyReply,
  { status, headers = {}, body }: OperationReply,
  context: RequestContext,
) => {
  reply.code(status).headers(headers);
  if (body === undefined) return reply.send();
  return Symbol.asyncIterator in body
    ? reply.send(Readable.from(inContext(context, body), { objectMode: false }))
    : reply.type('application/json').send(jsonOf(body));
};

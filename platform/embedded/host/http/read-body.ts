import type { IncomingMessage } from 'node:http';
import { RefusedRequest } from '../durable/instance.ts';

export const MAX_BODY_BYTES = 10 * 1024 * 1024;

/** The whole body of a request. More than `limit` bytes are refused (413) as soon as that is known. */
export const readBody = async (request: IncomingMessage, limit = MAX_BODY_BYTES): Promise<Buffer> => {
  const tooLarge = (): RefusedRequest =>
    new RefusedRequest(413, `The request body is over the limit of ${limit} bytes.`);
  if (Number(request.headers['content-length'] ?? 0) > limit) throw tooLarge();
  const chunks: Buffer[] = [];
  let length = 0;
  // A refused request is answered, so its connection must stay.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > limit) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

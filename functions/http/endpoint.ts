import type { HttpHandler, HttpRequest, InvocationContext } from '@azure/functions';

import type { Operation } from '../openapi/operation.ts';
import type { Answer } from './answer.ts';
import { answering } from './answering.ts';
import { parseRequest, type Parsed } from './parse-request.ts';

/** A handler's view of a call: what was asked, and under which correlation id it is logged. */
export type Call<O extends Operation> = Parsed<O> & {
  correlationId: string;
  context: InvocationContext;
  /** As it came, for who sent it. */
  request: HttpRequest;
};

/**
 * An HTTP function of the API: parses the request by its operation, answers by `respond`.
 *
 * @param maxBytes of a body; 1 MiB where absent
 */
export const endpoint = <O extends Operation>(
  operation: O,
  respond: (call: Call<O>) => Promise<Answer>,
  maxBytes?: number,
): HttpHandler =>
  answering(async (request, context, correlationId) => {
    const parsed = await parseRequest(operation, request, maxBytes);
    return parsed.ok ? respond({ ...parsed.value, correlationId, context, request }) : parsed.refused;
  });

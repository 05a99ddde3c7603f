import type { HttpHandler, HttpRequest, InvocationContext } from '@azure/functions';

import { PortError } from '../../platform/port-error.ts';
import type { Operation } from '../openapi/operation.ts';
import type { Answer } from './answer.ts';
import { parseRequest, type Parsed } from './parse-request.ts';
import { problem } from './problem.ts';

/** A handler's view of a call: what was asked, and under which correlation id it is logged. */
export type Call<O extends Operation> = Parsed<O> & { correlationId: string; context: InvocationContext };

const CORRELATION_HEADER = 'x-correlation-id';

/** The caller's correlation id when it is a plain token, the invocation's id otherwise. */
const correlationIdOf = (request: HttpRequest, context: InvocationContext): string => {
  const sent = request.headers.get(CORRELATION_HEADER) ?? '';
  return /^[\w.-]{1,128}$/.test(sent) ? sent : context.invocationId;
};

const unexpected = (error: unknown, correlationId: string, context: InvocationContext): Answer => {
  context.error(`${context.functionName} failed, correlation id ${correlationId}:`, error);
  if (!PortError.is(error) || error.kind !== 'transient')
    return problem(
      'internal',
      `Something went wrong here. The log has it under correlation id ${correlationId}.`,
    );
  const seconds = Math.max(1, Math.ceil((error.retryAfterMs ?? 0) / 1000));
  const busy = problem('unavailable', 'A service that the factory needs does not answer. Try again.');
  return { ...busy, headers: { ...busy.headers, 'retry-after': String(seconds) } };
};

/**
 * An HTTP function: parses the request by its operation, answers by `respond`. What `respond` throws becomes a problem
 * without internals and a log entry under the correlation id, which every answer carries.
 */
export const endpoint =
  <O extends Operation>(operation: O, respond: (call: Call<O>) => Promise<Answer>): HttpHandler =>
  async (request, context) => {
    const correlationId = correlationIdOf(request, context);
    const answer = async (): Promise<Answer> => {
      const parsed = await parseRequest(operation, request);
      return parsed.ok ? respond({ ...parsed.value, correlationId, context }) : parsed.refused;
    };
    const response = await answer().catch((error: unknown) => unexpected(error, correlationId, context));
    return { ...response, headers: { ...response.headers, [CORRELATION_HEADER]: correlationId } };
  };

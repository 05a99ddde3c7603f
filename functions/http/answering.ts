import type { HttpHandler, HttpRequest, InvocationContext } from '@azure/functions';

import { findSecrets } from '../../factory/domain/secrets.ts';
import { PortError } from '../../platform/port-error.ts';
import { withHeaders, type Answer } from './answer.ts';
import { problem } from './problem.ts';

const CORRELATION_HEADER = 'x-correlation-id';

/** The caller's correlation id when it is a plain token, the invocation's id otherwise. */
const correlationIdOf = (request: HttpRequest, context: InvocationContext): string => {
  const sent = request.headers.get(CORRELATION_HEADER) ?? '';
  return /^[\w.-]{1,128}$/.test(sent) && findSecrets(sent).length === 0 ? sent : context.invocationId;
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
  return withHeaders(busy, { 'retry-after': String(seconds) });
};

/**
 * An HTTP function. What `respond` throws becomes a problem without internals and a log entry under the correlation id,
 * which every answer carries.
 */
export const answering =
  (
    respond: (request: HttpRequest, context: InvocationContext, correlationId: string) => Promise<Answer>,
  ): HttpHandler =>
  async (request, context) => {
    const correlationId = correlationIdOf(request, context);
    const response = await respond(request, context, correlationId).catch((error: unknown) =>
      unexpected(error, correlationId, context),
    );
    return withHeaders(response, { [CORRELATION_HEADER]: correlationId });
  };

import type { FastifyReply, FastifyRequest } from 'fastify';

import type { RequestContext } from './request-context.ts';
import { record, telemetry, type Span } from './telemetry.ts';

const spans = new WeakMap<FastifyRequest, Span>();

const received = ({ headers: { traceparent } }: FastifyRequest): string | undefined =>
  Array.isArray(traceparent) ? traceparent[0] : traceparent;

const attributesOf = ({ method, protocol, routeOptions }: FastifyRequest) => ({
  'http.request.method': method,
  'http.route': routeOptions.url,
  'url.scheme': protocol,
});

/** Begins the span of a request, which its context carries on. Without telemetry the context is what it was. */
export const beginRequest = (request: FastifyRequest, context: RequestContext): RequestContext => {
  const { method, routeOptions, url } = request;
  const span = telemetry()?.begin({
    name: routeOptions.url === undefined ? method : `${method} ${routeOptions.url}`,
    kind: 'server',
    parent: received(request),
    attributes: { ...attributesOf(request), 'url.path': url.split('?', 1)[0] },
  });
  if (!span) return context;
  spans.set(request, span);
  return { ...context, traceparent: span.traceparent };
};

/** Ends the span of a request that was answered, and measures how long that took. */
export const endRequest = (request: FastifyRequest, reply: FastifyReply): void => {
  const { statusCode, elapsedTime } = reply;
  const errorType = statusCode >= 500 ? String(statusCode) : undefined;
  const status = { 'http.response.status_code': statusCode };
  const span = spans.get(request);
  span?.set(status);
  span?.end(errorType);
  record('http.server.request.duration', elapsedTime / 1_000, {
    ...attributesOf(request),
    ...status,
    'error.type': errorType,
  });
};

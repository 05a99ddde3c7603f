import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';

import type { Authenticate } from './authentication.ts';
import { beginRequest, endRequest } from './http-telemetry.ts';
import type { Logger } from './logger.ts';
import { METHODS, type OpenApiDocument } from './openapi-document.ts';
import type { Operation, Operations } from './operation.ts';
import { problemOf } from './problem-of.ts';
import { Problem } from './problem.ts';
import { requestChecks, type RequestChecks } from './request-checks.ts';
import { contextOf, runInContext, type RequestContext } from './request-context.ts';
import { jsonOf, send } from './send-reply.ts';

/** Bytes: 1 MiB. */
const bodyLimit = 1_048_576;

/** Milliseconds in which a request must have arrived. */
const requestTimeout = 30_000;

/** What a service offers while nobody but its developers calls it. */
export type DevelopmentMode = {
  /** What the headers of a request claim. */
  contextOf: (header: (name: string) => string | undefined) => Partial<RequestContext>;
  /** By path; each takes POST. */
  operations: Operations;
};

export type HttpServerOptions = {
  document: OpenApiDocument;
  operations: Operations;
  logger: Logger;
  /** Tells who calls an operation that is not for everybody. */
  authenticate: Authenticate;
  /** Absent: off. */
  development?: DevelopmentMode | undefined;
};

const contexts = new WeakMap<FastifyRequest, RequestContext>();

const headerOf = (request: FastifyRequest, name: string): string | undefined => {
  const value = request.headers[name.toLowerCase()];
  return Array.isArray(value) ? value.join(', ') : value;
};

/** Gives a request its context, and the caller the id by which to find it in the log. */
const contextFor = (request: FastifyRequest, reply: FastifyReply): RequestContext => {
  const known = contexts.get(request);
  if (known) return known;
  const own = contextOf(headerOf(request, 'x-correlation-id'), headerOf(request, 'traceparent'));
  const context = beginRequest(request, own);
  contexts.set(request, context);
  reply.headers({ 'x-correlation-id': context.correlationId, traceparent: context.traceparent });
  return context;
};

const pathOf = (request: FastifyRequest) => request.url.split('?', 1)[0] ?? '/';

const refuse = (logger: Logger, error: unknown, request: FastifyRequest, reply: FastifyReply) => {
  const problem = problemOf(error);
  const context = contextFor(request, reply);
  if (problem.status === 500) runInContext(context, () => logger.error('request failed', { error }));
  return reply
    .code(problem.status)
    .headers(problem.headers)
    .type('application/problem+json')
    .send(jsonOf(problem.toDetails(pathOf(request))));
};

const handlerOf =
  (operation: Operation, checks?: RequestChecks, development?: DevelopmentMode) =>
  async (request: FastifyRequest, reply: FastifyReply) => {
    const query = request.query as Record<string, unknown>;
    const header = (name: string) => headerOf(request, name);
    checks?.headers(request.headers);
    checks?.query(query);
    checks?.body?.(request.body);
    const context = { ...contextFor(request, reply), ...development?.contextOf(header) };
    const answer = await runInContext(context, () =>
      operation({ body: request.body, path: request.params as Record<string, string>, query, header }),
    );
    return send(reply, answer, context);
  };

/** Before the body is read: whoever may not call needs not know what is valid. */
const callerCheck =
  (authenticate: Authenticate) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const context = contextFor(request, reply);
    contexts.set(request, { ...context, actor: await authenticate(headerOf(request, 'authorization')) });
  };

/** Every operation of the document has one handler and every handler an operation: else the service does not start. */
const bindOperations = (
  app: FastifyInstance,
  { document, operations, authenticate, development }: Omit<HttpServerOptions, 'logger'>,
) => {
  const checksOf = requestChecks(document);
  const open = new Set(Object.keys(operations));
  for (const [path, item] of Object.entries(document.paths)) {
    const url = path.replace(/\{(\w+)\}/g, ':$1');
    const allowed = METHODS.filter((method) => item[method]);
    for (const method of allowed) {
      const operationId = item[method]?.operationId ?? '';
      const operation = operations[operationId];
      if (!operation) throw new Error(`Nothing handles ${operationId} of the OpenAPI document.`);
      open.delete(operationId);
      const isOpen = item[method]?.security?.length === 0;
      app.route({
        method,
        url,
        ...(!isOpen && { onRequest: callerCheck(authenticate) }),
        handler: handlerOf(operation, checksOf(path, method), development),
      });
    }
    refuseOthers(app, url, allowed);
  }
  if (open.size > 0) throw new Error(`The OpenAPI document does not have ${[...open].join(', ')}.`);
};

const refuseOthers = (app: FastifyInstance, url: string, allowed: readonly string[]) => {
  const names = allowed.map((method) => method.toUpperCase());
  if (names.includes('GET')) names.push('HEAD');
  const others = app.supportedMethods.filter((method) => !names.includes(method));
  app.route({
    method: others,
    url,
    // Before the body is read: what cannot be done needs no valid input.
    onRequest: async (request, reply) => {
      reply.header('allow', names.join(', '));
      throw new Problem('method-not-allowed', `${request.method} is not possible here: ${names.join(', ')}`);
    },
    handler: async () => undefined,
  });
};

const bindDevelopment = (app: FastifyInstance, development: DevelopmentMode) => {
  for (const [url, operation] of Object.entries(development.operations))
    app.post(url, handlerOf(operation, undefined, development));
};

/** An HTTP server for the operations of an OpenAPI document, which also decides what is a valid request. */
export const createHttpServer = ({ logger, ...options }: HttpServerOptions): FastifyInstance => {
  const app = Fastify({
    bodyLimit,
    requestTimeout,
    routerOptions: { maxParamLength: 1_000 },
    frameworkErrors: (error, request, reply) => refuse(logger, error, request, reply),
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'string' },
    async (_request: unknown, body: string) => {
      try {
        return body === '' ? undefined : (JSON.parse(body) as unknown);
      } catch {
        throw new Problem('validation', 'The body is not JSON', [
          { pointer: '#', detail: 'The body is not JSON' },
        ]);
      }
    },
  );
  app.addHook('onRequest', async (request, reply) => void contextFor(request, reply));
  app.addHook('onResponse', async (request, reply) => {
    endRequest(request, reply);
    const { method, routeOptions } = request;
    const durationMs = Math.round(reply.elapsedTime);
    runInContext(contextFor(request, reply), () => {
      logger.info('request', { method, route: routeOptions.url, status: reply.statusCode, durationMs });
      logger.debug('request body', { body: request.body });
    });
  });
  app.setErrorHandler((error, request, reply) => refuse(logger, error, request, reply));
  app.setNotFoundHandler((request, reply) =>
    refuse(logger, new Problem('not-found', 'There is nothing at this path'), request, reply),
  );
  bindOperations(app, options);
  if (options.development) bindDevelopment(app, options.development);
  return app;
};

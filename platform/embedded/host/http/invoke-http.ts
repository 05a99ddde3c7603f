import { randomUUID } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import type { ClientRequest, IncomingMessage, ServerResponse } from 'node:http';
import type { HttpCookie, HttpData, RegisteredFunction, TypedData } from '../app/core-types.ts';
import type { Invocation, InvocationInputs } from '../app/function-app.ts';
import { cancellableResponse } from './cancellable-response.ts';
import { sendProblem } from './problem.ts';
import { readBody } from './read-body.ts';

export type HttpInvoker = (
  target: RegisteredFunction,
  params: Record<string, string>,
  request: IncomingMessage,
  response: ServerResponse,
) => Promise<void>;

type Invoke = (
  target: RegisteredFunction,
  inputs: Omit<InvocationInputs, 'extraInput'>,
) => Promise<Invocation>;

/** Runs an HTTP trigger. What the function throws is thrown; the caller answers for it. */
export const createHttpInvoker = (invoke: Invoke, proxyPort: number | undefined): HttpInvoker =>
  proxyPort === undefined ? invokeBuffered(invoke) : invokeStreamed(invoke, proxyPort);

const headersOf = (request: IncomingMessage): Record<string, string> =>
  Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );

const traceParentOf = (request: IncomingMessage): { traceParent?: string } => {
  const { traceparent } = request.headers;
  return typeof traceparent === 'string' ? { traceParent: traceparent } : {};
};

const invokeBuffered =
  (invoke: Invoke): HttpInvoker =>
  async (target, params, request, response) => {
    const trigger: HttpData = {
      method: request.method ?? 'GET',
      url: `http://${request.headers.host}${request.url}`,
      headers: headersOf(request),
      params,
      body: { bytes: await readBody(request) },
    };
    const invocation = await invoke(target, { trigger: { http: trigger }, ...traceParentOf(request) });
    const { returnValue } = await invocation.respond(invocation.result);
    if (returnValue === undefined || !('http' in returnValue)) {
      response.writeHead(204).end();
      return;
    }
    const { statusCode, headers, cookies, body } = returnValue.http;
    for (const [name, value] of Object.entries(headers ?? {})) response.setHeader(name, value);
    if (cookies && cookies.length > 0) response.setHeader('set-cookie', cookies.map(serializeCookie));
    response.writeHead(Number(statusCode ?? 200));
    response.end(body && 'bytes' in body ? body.bytes : undefined);
  };

const serializeCookie = (cookie: HttpCookie): string =>
  [
    `${cookie.name}=${encodeURIComponent(cookie.value)}`,
    cookie.domain && `Domain=${cookie.domain.value}`,
    cookie.path && `Path=${cookie.path.value}`,
    cookie.expires && `Expires=${new Date(cookie.expires.value.seconds * 1000).toUTCString()}`,
    cookie.maxAge && `Max-Age=${cookie.maxAge.value}`,
    cookie.secure?.value && 'Secure',
    cookie.httpOnly?.value && 'HttpOnly',
    cookie.sameSite &&
      cookie.sameSite !== 'none' &&
      `SameSite=${cookie.sameSite.replace('explicitNone', 'None')}`,
  ]
    .filter((part) => typeof part === 'string')
    .join('; ');

/**
 * With HTTP streaming the request goes to the SDK's own server, matched to the invocation by its id, and the response comes
 * from there; the invocation carries only what that server cannot know (headers and route parameters).
 */
const invokeStreamed =
  (invoke: Invoke, proxyPort: number): HttpInvoker =>
  async (target, params, request, response) => {
    const body = await readBody(request);
    const id = randomUUID();
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    const forwarded = forward(proxyPort, id, body, request, response);
    try {
      const triggerMetadata: Record<string, TypedData> = {
        Headers: { json: JSON.stringify(headersOf(request)) },
        Query: { json: '{}' },
      };
      for (const [name, value] of Object.entries(params)) triggerMetadata[name] = { string: value };
      const invocation = await invoke(target, {
        id,
        trigger: { json: 'null' },
        triggerMetadata,
        ...traceParentOf(request),
      });
      const { result } = invocation;
      if (result === undefined || result === null) response.writeHead(204).end();
      else await invocation.respond(cancellableResponse(result, gone.signal));
      // Without a result the SDK never answers its side of the exchange.
      if (result === undefined || result === null) breakOff(forwarded);
    } catch (error) {
      breakOff(forwarded);
      throw error;
    }
  };

/** For a forwarded request that nobody waits for any more: somebody else answers. */
const breakOff = (forwarded: ClientRequest): void => {
  forwarded.removeAllListeners('error').on('error', () => undefined);
  forwarded.destroy();
};

const forward = (
  port: number,
  invocationId: string,
  body: Buffer,
  request: IncomingMessage,
  response: ServerResponse,
): ClientRequest => {
  const contentType = request.headers['content-type'];
  const forwarded = httpRequest({
    host: '127.0.0.1',
    port,
    method: request.method ?? 'GET',
    path: request.url ?? '/',
    // A connection that stood idle while this process was busy may be closed by its other end just as it is used again.
    agent: false,
    headers: {
      ...(contentType === undefined ? {} : { 'content-type': contentType }),
      'content-length': body.length,
      'x-ms-invocation-id': invocationId,
      'x-forwarded-host': request.headers.host ?? '',
      'x-forwarded-proto': 'http',
    },
  });
  // Without this the client would wait for an answer that nobody gives.
  forwarded.on('error', ({ message }) => {
    if (!response.destroyed && !response.writableEnded)
      sendProblem(response, 502, `The request did not reach the function (${message}). Try again.`);
  });
  forwarded.on('response', (answer) => {
    const { 'x-ms-invocation-id': _, connection: __, 'keep-alive': ___, ...headers } = answer.headers;
    response.writeHead(answer.statusCode ?? 200, headers);
    response.flushHeaders();
    answer.pipe(response);
    answer.on('aborted', () => response.destroy());
    response.once('close', () => breakOff(forwarded));
  });
  forwarded.end(body);
  return forwarded;
};

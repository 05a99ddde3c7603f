import type { HttpHandler, HttpRequest, InvocationContext } from '@azure/functions';

/** What a handler of the HTTP API reads of a request, without a connection. */
export const aRequest = (params: Record<string, string>, body: unknown): HttpRequest =>
  ({
    method: 'POST',
    params,
    query: new URLSearchParams(),
    headers: new Headers({ 'content-type': 'application/json' }),
    body: [new TextEncoder().encode(JSON.stringify(body))],
  }) as unknown as HttpRequest;

export const aContext = (name: string): InvocationContext =>
  ({
    invocationId: name,
    functionName: name,
    error: () => undefined,
    log: () => undefined,
  }) as unknown as InvocationContext;

export type Answered = { status: number; body: unknown };

export const ask = async (
  handler: HttpHandler,
  name: string,
  params: Record<string, string>,
  body: unknown,
): Promise<Answered> => {
  const response = (await handler(aRequest(params, body), aContext(name))) as {
    status?: number;
    jsonBody?: unknown;
  };
  return { status: response.status ?? 200, body: response.jsonBody };
};

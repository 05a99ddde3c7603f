import {
  HttpRequest,
  InvocationContext,
  type HttpHandler,
  type HttpRequestInit,
  type HttpResponseInit,
  type LogHandler,
} from '@azure/functions';

/** A context that keeps what is logged. */
export const aContext = () => {
  const logged: string[] = [];
  const logHandler: LogHandler = (level, ...args) => logged.push(`${level}: ${args.map(String).join(' ')}`);
  return {
    context: new InvocationContext({ invocationId: 'i-1', functionName: 'test', logHandler }),
    logged,
  };
};

export const call = async (
  handler: HttpHandler,
  init: HttpRequestInit & { json?: unknown } = {},
  context = aContext().context,
): Promise<HttpResponseInit & { headers: Record<string, string> }> => {
  const { json, ...rest } = init;
  const request = new HttpRequest({
    method: json === undefined ? 'GET' : 'POST',
    url: 'http://127.0.0.1/api/projects',
    ...(json === undefined
      ? {}
      : { headers: { 'content-type': 'application/json' }, body: { string: JSON.stringify(json) } }),
    ...rest,
  });
  return (await handler(request, context)) as HttpResponseInit & { headers: Record<string, string> };
};

/** The text of a streamed body. */
export const textOf = async (response: HttpResponseInit): Promise<string> =>
  new Response(response.body as ReadableStream).text();

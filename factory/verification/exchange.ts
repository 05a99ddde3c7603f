/** One request and its answer. */
export type Exchange = {
  request: string;
  status: number;
  headers: Headers;
  /** Media type without parameters. */
  type: string;
  text: string;
  json: unknown;
};

export type Request = {
  method: string;
  path: string;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  /** Sent as JSON. */
  body?: unknown;
  /** Sent as it is. */
  text?: string;
};

/** Milliseconds for one answer, and bytes that are read of it. */
const TIMEOUT = 10_000;
const MAX_TEXT = 4_000_000;

const parse = (type: string, text: string): unknown => {
  if (!type.endsWith('json')) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

const contentType = (request: Request): Record<string, string> =>
  request.body === undefined ? {} : { 'content-type': 'application/json' };

const answerOf = async (request: string, response: Response): Promise<Exchange> => {
  const text = (await response.text()).slice(0, MAX_TEXT);
  const type = (response.headers.get('content-type') ?? '').split(';')[0]?.trim() ?? '';
  return { request, status: response.status, headers: response.headers, type, text, json: parse(type, text) };
};

/** Status 0 stands for no answer; the text says why. */
const noAnswer = (request: string, error: unknown): Exchange => {
  const text = error instanceof Error ? `${error.message} ${String(error.cause ?? '')}` : String(error);
  return { request, status: 0, headers: new Headers(), type: '', text, json: undefined };
};

export const exchange = async (url: string, request: Request): Promise<Exchange> => {
  const { method, path, query = {}, headers = {} } = request;
  const target = new URL(path, url);
  for (const [name, value] of Object.entries(query)) target.searchParams.set(name, value);
  const label = `${method} ${target.pathname}${target.search}`;
  const payload = request.text ?? (request.body === undefined ? undefined : JSON.stringify(request.body));
  try {
    const response = await fetch(target, {
      method,
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT),
      headers: { ...contentType(request), ...headers },
      ...(payload === undefined ? {} : { body: payload }),
    });
    return await answerOf(label, response);
  } catch (error) {
    return noAnswer(label, error);
  }
};

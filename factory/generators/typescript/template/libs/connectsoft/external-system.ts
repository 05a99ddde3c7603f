import { setTimeout } from 'node:timers/promises';

import { NeverApplicable, NotYetApplicable } from './reaction.ts';
import { currentContext } from './request-context.ts';
import { errorTypeOf, inSpan, record, type Span } from './telemetry.ts';

/** What a system that is not ours says to a request. */
export type Decision = { accepted: boolean; reason?: string };

/** Asks a system. `key` is the same whenever the same request is sent again. Throws a SystemUnavailable. */
export type Ask = (request: object, key: string) => Promise<Decision>;

/** A system that is not ours does not answer, or not as agreed. */
export class SystemUnavailable extends NotYetApplicable {
  override name = 'SystemUnavailable';
}

export type HttpSystem = {
  url: string;
  /** Milliseconds for each try. */
  timeout: number;
  /** Tries after the first. */
  retries: number;
  /** Milliseconds before a try, by its number; a fifth of a second, doubled each time up to one, when absent. */
  delayBefore?: (retry: number) => number;
};

const growingDelay = (retry: number): number => Math.min(200 * 2 ** (retry - 1), 1_000);

const isDecision = (value: unknown): value is Decision =>
  typeof value === 'object' &&
  value !== null &&
  'accepted' in value &&
  typeof value.accepted === 'boolean' &&
  (!('reason' in value) || typeof value.reason === 'string');

const headersOf = (key: string, span: Span | undefined): Record<string, string> => {
  const context = currentContext();
  return {
    'content-type': 'application/json',
    'idempotency-key': key,
    ...(context && { 'x-correlation-id': context.correlationId, traceparent: context.traceparent }),
    ...(span && { traceparent: span.traceparent }),
  };
};

/** Statuses with which a server says that it is not the request that is wrong. */
const isPassing = (status: number): boolean => status >= 500 || status === 408 || status === 429;

const post = async (
  { url, timeout }: HttpSystem,
  request: object,
  key: string,
  span: Span | undefined,
): Promise<Decision> => {
  const response = await fetch(url, {
    method: 'POST',
    headers: headersOf(key, span),
    body: JSON.stringify(request),
    redirect: 'error',
    signal: AbortSignal.timeout(timeout),
  });
  span?.set({ 'http.response.status_code': response.status });
  if (!response.ok) {
    await response.body?.cancel();
    if (isPassing(response.status)) throw new SystemUnavailable(`It answered ${response.status}`);
    throw new NeverApplicable(`${new URL(url).host} refuses the request with status ${response.status}`);
  }
  const answer: unknown = await response.json();
  if (!isDecision(answer)) throw new SystemUnavailable('Its answer is no decision');
  return answer;
};

/** One try, as a span of the request or reaction that asks. */
const askOnce = async (system: HttpSystem, request: object, key: string): Promise<Decision> => {
  const { hostname, port, protocol } = new URL(system.url);
  const server = {
    'http.request.method': 'POST',
    'server.address': hostname,
    'server.port': Number(port) || (protocol === 'https:' ? 443 : 80),
  };
  const start = performance.now();
  const measure = (outcome: object) =>
    record('http.client.request.duration', (performance.now() - start) / 1_000, { ...server, ...outcome });
  const parent = currentContext()?.traceparent;
  try {
    const decision = await inSpan({ name: 'POST', kind: 'client', parent, attributes: server }, (span) =>
      post(system, request, key, span),
    );
    measure({});
    return decision;
  } catch (error) {
    measure({ 'error.type': errorTypeOf(error) });
    throw error;
  }
};

/** A system behind HTTP: a JSON object is posted, `{ "accepted": true }` comes back, or why not. */
export const httpSystem =
  (system: HttpSystem): Ask =>
  async (request, key) => {
    const { url, retries, delayBefore = growingDelay } = system;
    for (let retry = 0; ; retry += 1)
      try {
        return await askOnce(system, request, key);
      } catch (error) {
        if (error instanceof NeverApplicable) throw error;
        if (retry === retries)
          throw new SystemUnavailable(`${new URL(url).host} does not answer`, { cause: error });
        await setTimeout(delayBefore(retry + 1));
      }
  };

const texts = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(texts) : [];
};

/** Stands for a system in development: texts in the request say what it does. */
export const systemDouble: Ask = async (request) => {
  const contains = (word: string) => texts(request).some((text) => text.toLowerCase().includes(word));
  if (contains('unavailable')) throw new SystemUnavailable('A text of the request says unavailable');
  return contains('refused')
    ? { accepted: false, reason: 'A text of the request says refused' }
    : { accepted: true };
};

/** Takes silence for a refusal. */
export const refusingInSilence =
  (ask: Ask): Ask =>
  async (request, key) => {
    try {
      return await ask(request, key);
    } catch (error) {
      if (error instanceof SystemUnavailable) return { accepted: false, reason: error.message };
      throw error;
    }
  };

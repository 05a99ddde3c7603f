import { AsyncLocalStorage } from 'node:async_hooks';

/** What belongs together across services: the caller's correlation id and the W3C trace context. */
export type RequestContext = { correlationId: string; traceparent: string };

const storage = new AsyncLocalStorage<RequestContext>();

export const currentContext = (): RequestContext | undefined => storage.getStore();

export const runInContext = <T>(context: RequestContext, work: () => T): T => storage.run(context, work);

const validCorrelationId = /^[A-Za-z0-9._-]{1,128}$/;
const validTraceparent = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-([0-9a-f]{2})$/;

const randomHex = (bytes: number) =>
  Buffer.from(crypto.getRandomValues(new Uint8Array(bytes))).toString('hex');

/** Continues the caller's trace with a span of its own, or begins one. */
const nextTraceparent = (received: string | undefined): string => {
  const [, traceId = randomHex(16), flags = '01'] = validTraceparent.exec(received ?? '') ?? [];
  return `00-${traceId}-${randomHex(8)}-${flags}`;
};

/** Context of a request from its headers; what is not valid there is replaced. */
export const contextOf = (
  correlationId: string | undefined,
  traceparent: string | undefined,
): RequestContext => ({
  correlationId: validCorrelationId.test(correlationId ?? '')
    ? (correlationId as string)
    : crypto.randomUUID(),
  traceparent: nextTraceparent(traceparent),
});

import { AsyncLocalStorage } from 'node:async_hooks';

import type { Clock } from './clock.ts';

/** Who asks. `isService`: the service itself, when it reacts to an event; it may do everything. */
export type Actor = { name: string; roles: readonly string[]; isService?: true };

/** What belongs together across services: the caller's correlation id and the W3C trace context. */
export type RequestContext = {
  correlationId: string;
  traceparent: string;
  /** Who asks, where that is known. */
  actor?: Actor;
  /** What time it is for this request, where that is not the clock's. */
  now?: Date;
  /** Id of the event that is reacted to. */
  causationId?: string;
  /** Key under which the next change is remembered as applied, in its own transaction. */
  applied?: string;
};

const storage = new AsyncLocalStorage<RequestContext>();

export const currentContext = (): RequestContext | undefined => storage.getStore();

/** Who asks, where that is known. */
export const currentActor = (): Actor | undefined => currentContext()?.actor;

/** The time of the request where it says one, else the clock's. */
export const requestTime = (clock: Clock): Date => currentContext()?.now ?? clock();

export const runInContext = <T>(context: RequestContext, work: () => T): T => storage.run(context, work);

const validCorrelationId = /^[A-Za-z0-9._-]{1,128}$/;
const validTraceparent = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})$/;

const randomHex = (bytes: number) =>
  Buffer.from(crypto.getRandomValues(new Uint8Array(bytes))).toString('hex');

/** Ids of a W3C trace context: of the trace and of the span, in hexadecimal. */
export type Trace = { traceId: string; spanId: string; traceFlags: number };

/** Absent for what is no valid trace context. */
export const traceOf = (traceparent: string | undefined): Trace | undefined => {
  const [, traceId, spanId, flags] = validTraceparent.exec(traceparent ?? '') ?? [];
  return traceId && spanId && flags ? { traceId, spanId, traceFlags: Number.parseInt(flags, 16) } : undefined;
};

/** Continues the caller's trace with a span of its own, or begins one. */
const nextTraceparent = (received: string | undefined): string => {
  const [, traceId = randomHex(16), , flags = '01'] = validTraceparent.exec(received ?? '') ?? [];
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

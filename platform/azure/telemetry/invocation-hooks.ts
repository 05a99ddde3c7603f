import type { app, InvocationContext, PreInvocationContext } from '@azure/functions';
import { SpanStatusCode, type Span } from '@opentelemetry/api';

import { describeInvocation, destinationOf } from './describe-invocation.ts';
import { emitLog } from './emit-log.ts';
import { record } from './metrics.ts';
import { serverSpan } from './server-span.ts';
import { markFailed } from './span.ts';

type App = Pick<typeof app, 'setup' | 'hook'>;

const HTTP_FAILED = 500;

type Result = { status?: unknown; ok?: unknown; failure?: { kind?: unknown } } | null | undefined;

/** An answer of HTTP and the outcome of an activity say whether it worked. */
const settle = (span: Span, value: unknown): void => {
  const result = (typeof value === 'object' ? value : undefined) as Result;
  if (typeof result?.status === 'number') span.setAttribute('http.response.status_code', result.status);
  if (result?.ok === false) markFailed(span, String(result.failure?.kind));
  else if (typeof result?.status === 'number' && result.status >= HTTP_FAILED)
    span.setStatus({ code: SpanStatusCode.ERROR });
};

const recordAge = (context: InvocationContext, now: number): void => {
  const enqueued = Date.parse(String(context.triggerMetadata?.['enqueuedTimeUtc'] ?? ''));
  const destination = destinationOf(context);
  if (destination === undefined || Number.isNaN(enqueued)) return;
  record('queueAge', Math.max(0, now - enqueued) / 1_000, { 'messaging.destination.name': destination });
};

const observeInvocation = (invocation: PreInvocationContext): void => {
  const { invocationContext, inputs, functionHandler } = invocation;
  recordAge(invocationContext, Date.now());
  invocation.functionHandler = (...given) =>
    serverSpan(describeInvocation(invocationContext, inputs[0]), () => functionHandler(...given), settle);
};

/**
 * Puts a span around every invocation of the app: requests, messages, turns of orchestrations and activities; and sends what
 * it logs. Registered before telemetry starts: what registers later is further outside.
 */
export const registerTelemetryHooks = ({ setup, hook }: App): void => {
  // Else the host sends the log of the app too.
  setup({ capabilities: { WorkerOpenTelemetryEnabled: true } });
  hook.preInvocation(observeInvocation);
  hook.log(({ category, level, message, invocationContext }) => {
    if (category === 'user') emitLog(level, message, invocationContext?.functionName);
  });
};

import { SpanKind, SpanStatusCode, trace, type Attributes, type Span } from '@opentelemetry/api';

import { PortError } from '../../port-error.ts';

/** Name of the tracer, the meter and the logger of the factory. */
export const INSTRUMENTATION = 'connectsoft.factory';

/** What became of it, without its message: that may quote what a service said. */
const errorType = (error: unknown): string =>
  PortError.is(error) ? error.kind : error instanceof Error ? error.name : 'unknown';

/** Marks a span as that of work that failed. */
export const failSpan = (span: Span, error: unknown): void => {
  span.setAttribute('error.type', errorType(error));
  span.setStatus({ code: SpanStatusCode.ERROR });
};

/**
 * A client span around a call of a service, named and described as the semantic conventions of OpenTelemetry say. Nothing
 * happens where no telemetry is set up. Attributes hold no content and no secret.
 */
export const clientSpan = <T>(
  name: string,
  attributes: Attributes,
  work: (span: Span) => Promise<T>,
): Promise<T> =>
  trace
    .getTracer(INSTRUMENTATION)
    .startActiveSpan(name, { kind: SpanKind.CLIENT, attributes }, async (span) => {
      try {
        return await work(span);
      } catch (error) {
        failSpan(span, error);
        throw error;
      } finally {
        span.end();
      }
    });

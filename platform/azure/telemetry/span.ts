import { SpanKind, SpanStatusCode, trace, type Attributes, type Span } from '@opentelemetry/api';

import { PortError } from '../../port-error.ts';
import { delegatedSpan } from './delegated-span.ts';
import { INSTRUMENTATION } from './instrumentation.ts';
import { recordCall } from './record-call.ts';

/** What became of it, without its message: that may quote what a service said. */
const errorType = (error: unknown): string =>
  PortError.is(error) ? error.kind : error instanceof Error ? error.name : 'unknown';

/** Marks a span as that of work that failed. Application Insights does not keep `error.type`. */
export const markFailed = (span: Span, kind: string): void => {
  span.setAttributes({ 'error.type': kind, 'factory.failure': kind });
  span.setStatus({ code: SpanStatusCode.ERROR });
};

export const failSpan = (span: Span, error: unknown): void => markFailed(span, errorType(error));

/**
 * A client span around a call of a service, named and described as the semantic conventions of OpenTelemetry say; the metrics
 * of the call follow from its attributes (`recordCall`). Nothing happens where no telemetry is set up. Attributes hold no
 * content and no secret.
 */
export const clientSpan = <T>(
  name: string,
  attributes: Attributes,
  work: (span: Span) => Promise<T>,
): Promise<T> =>
  trace
    .getTracer(INSTRUMENTATION)
    .startActiveSpan(name, { kind: SpanKind.CLIENT, attributes }, async (span) => {
      const said = { ...attributes };
      const started = performance.now();
      let failure: string | undefined;
      try {
        return await work(
          delegatedSpan(
            () => span,
            (more) => Object.assign(said, more),
          ),
        );
      } catch (error) {
        failure = errorType(error);
        markFailed(span, failure);
        throw error;
      } finally {
        recordCall(said, (performance.now() - started) / 1_000, failure);
        span.end();
      }
    });

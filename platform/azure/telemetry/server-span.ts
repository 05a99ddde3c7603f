import {
  context,
  trace,
  type Attributes,
  type Span,
  type SpanContext,
  type SpanKind,
  type TimeInput,
} from '@opentelemetry/api';

import { lateSpan } from './delegated-span.ts';
import { INSTRUMENTATION } from './instrumentation.ts';
import { parentOf } from './project-trace.ts';
import { failSpan } from './span.ts';
import { withScope, type WorkScope } from './work-scope.ts';

/** One invocation of a function of the app. */
export type Invocation = {
  name: string;
  kind: SpanKind;
  attributes: Attributes;
  /** For what it is done; the project may become known while it runs (`nameProject`). */
  scope: WorkScope;
  /** What called it, as the host says. */
  caller: SpanContext | undefined;
  /** It only looks at a project: its span is linked to the project, whose trace would be full of those who watch it. */
  isReading?: boolean;
};

/**
 * Runs an invocation in a span of its own, which begins in the trace of its project. `settle` looks at the result before the
 * span ends.
 */
export const serverSpan = <T>(
  { name, kind, attributes, scope, caller, isReading = false }: Invocation,
  work: () => T | Promise<T>,
  settle: (span: Span, result: T) => void,
): Promise<T> => {
  const startTime: TimeInput = Date.now();
  const span = lateSpan(() => {
    const { parent, links } = parentOf(scope.projectId, caller, isReading);
    return trace
      .getTracer(INSTRUMENTATION)
      .startSpan(name, { kind, attributes, links, startTime }, withScope(parent, scope));
  });
  return context.with(withScope(trace.setSpan(context.active(), span), scope), async () => {
    try {
      const result = await work();
      settle(span, result);
      return result;
    } catch (error) {
      failSpan(span, error);
      throw error;
    } finally {
      span.end();
    }
  });
};

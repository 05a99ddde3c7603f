import {
  isSpanContextValid,
  propagation,
  ROOT_CONTEXT,
  trace,
  TraceFlags,
  type Context,
  type Link,
  type SpanContext,
} from '@opentelemetry/api';

import { traceIdOf, traceparentOf } from '../../../factory/domain/transition-event.ts';

/** The span that a `traceparent` names; `undefined` for what is none. */
export const spanContextOf = (traceparent: string | undefined): SpanContext | undefined => {
  if (traceparent === undefined) return undefined;
  const found = trace.getSpanContext(propagation.extract(ROOT_CONTEXT, { traceparent }));
  return found && isSpanContextValid(found) ? found : undefined;
};

/** What stands for a project in its trace: parent of all that nothing else of the trace led to. */
export const projectSpan = (projectId: string): SpanContext | undefined => {
  const [, traceId = '', spanId = ''] = traceparentOf(projectId, projectId).split('-');
  const context = { traceId, spanId, traceFlags: TraceFlags.SAMPLED, isRemote: true };
  return isSpanContextValid(context) ? context : undefined;
};

const below = (context: SpanContext | undefined): Context =>
  context ? trace.setSpanContext(ROOT_CONTEXT, context) : ROOT_CONTEXT;

const linkTo = (context: SpanContext | undefined): Link[] => (context ? [{ context }] : []);

/**
 * Where a span of a project begins: below the caller where that is of the project's trace already, else below the project,
 * with a link to the caller. Without a project, or where it is only looked at, it begins below the caller.
 */
export const parentOf = (
  projectId: string | undefined,
  caller: SpanContext | undefined,
  isReading = false,
): { parent: Context; links: Link[] } => {
  if (projectId === undefined || caller?.traceId === traceIdOf(projectId))
    return { parent: below(caller), links: [] };
  const project = projectSpan(projectId);
  return isReading
    ? { parent: below(caller), links: linkTo(project) }
    : { parent: below(project), links: linkTo(caller) };
};

import { SpanKind, type Attributes } from '@opentelemetry/api';
import type { useAzureMonitor } from 'applicationinsights';

import { redactAttributes, redactText } from './redact.ts';
import { attributesOf, scopeOf } from './work-scope.ts';

type Options = NonNullable<Parameters<typeof useAzureMonitor>[0]>;
type SpanProcessor = NonNullable<Options['spanProcessors']>[number];
type LogProcessor = NonNullable<Options['logRecordProcessors']>[number];

const MAX_LOG_LENGTH = 8_192;

const nothing = async (): Promise<void> => undefined;

/** Says on every span for what it is, and takes out of it what must not leave the app. */
export const spanProcessor = (constant: Attributes): SpanProcessor => ({
  onStart(span, parent) {
    span.setAttributes({ ...constant, ...attributesOf(scopeOf(parent) ?? {}) });
    const name = redactText(span.name);
    span.updateName(name);
    // The exporter leaves messages without a name.
    if (span.kind === SpanKind.CONSUMER) span.setAttribute('ai.operation.name', name);
  },
  onEnd(span) {
    redactAttributes(span.attributes);
    for (const { attributes = {} } of [...span.events, ...span.links]) redactAttributes(attributes);
    if (span.status.message !== undefined) span.status.message = redactText(span.status.message);
  },
  forceFlush: nothing,
  shutdown: nothing,
});

/** The same for log records. */
export const logProcessor = (constant: Attributes): LogProcessor => ({
  onEmit(record, context) {
    const scope = context && scopeOf(context);
    record.setAttributes({ ...constant, ...(scope ? attributesOf(scope) : {}) });
    for (const [key, value] of Object.entries(record.attributes))
      if (typeof value === 'string') record.setAttribute(key, redactText(value));
    record.setBody(redactText(typeof record.body === 'string' ? record.body : '', MAX_LOG_LENGTH));
  },
  forceFlush: nothing,
  shutdown: nothing,
});

import type { LogLevel } from '@azure/functions';
import { context } from '@opentelemetry/api';
import { logs, SeverityNumber } from '@opentelemetry/api-logs';

import { INSTRUMENTATION } from './instrumentation.ts';

const SEVERITY: Readonly<Record<LogLevel, SeverityNumber>> = {
  trace: SeverityNumber.TRACE,
  debug: SeverityNumber.DEBUG,
  information: SeverityNumber.INFO,
  warning: SeverityNumber.WARN,
  error: SeverityNumber.ERROR,
  critical: SeverityNumber.FATAL,
  none: SeverityNumber.UNSPECIFIED,
};

/** Sends a line of the app's log; project, tenant and correlation id are those of the work that runs. */
export const emitLog = (level: LogLevel, message: string, functionName?: string): void => {
  if (level === 'none') return;
  logs.getLogger(INSTRUMENTATION).emit({
    severityNumber: SEVERITY[level],
    severityText: level,
    body: message,
    context: context.active(),
    ...(functionName === undefined ? {} : { attributes: { 'faas.name': functionName } }),
  });
};

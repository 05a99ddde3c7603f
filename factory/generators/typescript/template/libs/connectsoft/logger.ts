import { currentContext, traceOf } from './request-context.ts';

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export type Logger = Record<Exclude<LogLevel, 'silent'>, (msg: string, details?: object) => void>;

type Options = {
  level: LogLevel;
  /** Names of fields whose values never reach the log, however deep inside a detail. */
  masked: readonly string[];
  write: (line: string) => void;
};

/** `details` are named by the code that logs; what they hold may come from people. */
const withoutValuesOf = (names: ReadonlySet<string>, value: unknown): unknown => {
  if (value instanceof Error) return { name: value.name, message: value.message, stack: value.stack };
  if (Array.isArray(value)) return value.map((item) => withoutValuesOf(names, item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      names.has(name) ? '***' : withoutValuesOf(names, inner),
    ]),
  );
};

/** One JSON object per line, with the correlation id and the trace of the request that it belongs to. */
export const createLogger = ({ level, masked, write }: Options): Logger => {
  const names = new Set(masked);
  const threshold = LOG_LEVELS.indexOf(level);
  const at =
    (own: Exclude<LogLevel, 'silent'>) =>
    (msg: string, details: object = {}) => {
      if (LOG_LEVELS.indexOf(own) < threshold) return;
      const safe = Object.entries(details).map(([name, value]) => [name, withoutValuesOf(names, value)]);
      const { correlationId, traceparent } = currentContext() ?? {};
      const { traceId, spanId } = traceOf(traceparent) ?? {};
      const trace = { traceparent, trace_id: traceId, span_id: spanId };
      const line = { time: new Date().toISOString(), level: own, msg, correlationId, ...trace };
      write(`${JSON.stringify({ ...line, ...Object.fromEntries(safe) })}\n`);
    };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
};

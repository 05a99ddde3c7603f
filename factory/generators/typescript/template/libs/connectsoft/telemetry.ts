import type { Measurement } from './measurements.ts';

/** What a span or a measurement says of itself, by the names of OpenTelemetry's semantic conventions. */
export type Attributes = Readonly<Record<string, string | number | undefined>>;

export type SpanStart = {
  name: string;
  kind: 'client' | 'consumer' | 'producer' | 'server';
  /** W3C trace context of what caused it; absent or not valid: a new trace. */
  parent?: string | undefined;
  attributes: Attributes;
};

/** A piece of work that is being done. */
export type Span = {
  /** W3C trace context of what it causes. */
  traceparent: string;
  set: (attributes: Attributes) => void;
  /** `errorType`: why it failed, in a word. */
  end: (errorType?: string) => void;
};

/** Where traces and measurements go. Nothing in it throws or waits. */
export type Telemetry = {
  /** The broker and the topic of the service's own events. */
  messaging: { system: string; topic: string };
  begin: (start: SpanStart) => Span;
  record: (name: Measurement, value: number, attributes?: Attributes) => void;
};

let current: Telemetry | undefined;

/** Absent as long as nobody collects any. */
export const telemetry = (): Telemetry | undefined => current;

/** From now on all of the process goes there. The function that is answered ends that. */
export const useTelemetry = (used: Telemetry): (() => void) => {
  current = used;
  return () => {
    if (current === used) current = undefined;
  };
};

export const record = (name: Measurement, value: number, attributes?: Attributes): void =>
  current?.record(name, value, attributes);

export const errorTypeOf = (error: unknown): string => (error instanceof Error ? error.name : 'Error');

/** Does work as a span. Without telemetry there is none, and the work is done all the same. */
export const inSpan = async <T>(start: SpanStart, work: (span?: Span) => Promise<T>): Promise<T> => {
  const span = current?.begin(start);
  try {
    const result = await work(span);
    span?.end();
    return result;
  } catch (error) {
    span?.end(errorTypeOf(error));
    throw error;
  }
};

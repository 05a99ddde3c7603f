import {
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  type Attributes,
  type Context,
  type Meter,
} from '@opentelemetry/api';
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { defaultResource, resourceFromAttributes } from '@opentelemetry/resources';
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';

import type { Logger } from './logger.ts';
import { DURATION_BUCKETS, MEASUREMENTS } from './measurements.ts';
import { traceOf } from './request-context.ts';
import { resourceAttributesOf, type ResourceDescription } from './resource-attributes.ts';
import { measureRuntime } from './runtime-measurements.ts';
import { useTelemetry, type Span, type SpanStart, type Telemetry } from './telemetry.ts';
import { toldOnce } from './told-once.ts';

export type TelemetryOptions = ResourceDescription & {
  /** Base address of the collector: `/v1/traces` and `/v1/metrics` lie below it. */
  endpoint: string;
  /** Milliseconds between two exports of measurements. */
  interval: number;
  /** Share of the traces that begin here which are kept: 0 to 1. */
  kept: number;
  messaging: Telemetry['messaging'];
  logger: Logger;
  /** Milliseconds that the last export may take when the service stops. */
  patience?: number;
};

const KINDS = {
  client: SpanKind.CLIENT,
  consumer: SpanKind.CONSUMER,
  producer: SpanKind.PRODUCER,
  server: SpanKind.SERVER,
} as const;

/** Milliseconds that an export may take. */
const longestExport = 10_000;

const scope = '@connectsoft/observability';

const contextOf = (parent: string | undefined): Context => {
  const received = traceOf(parent);
  return received ? trace.setSpanContext(ROOT_CONTEXT, { ...received, isRemote: true }) : ROOT_CONTEXT;
};

const beginning =
  (provider: TracerProvider): Telemetry['begin'] =>
  ({ name, kind, parent, attributes }: SpanStart): Span => {
    const span = provider
      .getTracer(scope)
      .startSpan(name, { kind: KINDS[kind], attributes }, contextOf(parent));
    const { traceId, spanId, traceFlags } = span.spanContext();
    return {
      traceparent: `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`,
      set: (more) => void span.setAttributes(more),
      end: (errorType) => {
        if (errorType !== undefined)
          span.setAttribute('error.type', errorType).setStatus({ code: SpanStatusCode.ERROR });
        span.end();
      },
    };
  };

const recording = (meter: Meter): Telemetry['record'] => {
  const instruments = Object.entries(MEASUREMENTS).map(([name, { kind, unit, description }]) => {
    if (kind === 'counter') {
      const counter = meter.createCounter(name, { unit, description });
      return [name, (value: number, attributes?: Attributes) => counter.add(value, attributes)] as const;
    }
    const recorder =
      kind === 'gauge'
        ? meter.createGauge(name, { unit, description })
        : meter.createHistogram(name, {
            unit,
            description,
            advice: { explicitBucketBoundaries: DURATION_BUCKETS },
          });
    return [name, (value: number, attributes?: Attributes) => recorder.record(value, attributes)] as const;
  });
  const byName = new Map(instruments);
  return (name, value, attributes) => byName.get(name)?.(value, attributes);
};

/** Sends traces and measurements to a collector: OTLP over HTTP, as JSON. */
export const startTelemetry = (options: TelemetryOptions): { stop: () => Promise<void> } => {
  const { endpoint, interval, kept, messaging, logger, patience = 1_000 } = options;
  const at = (signal: string) => `${endpoint.replace(/\/+$/, '')}/v1/${signal}`;
  const resource = defaultResource().merge(resourceFromAttributes(resourceAttributesOf(options)));
  const told = toldOnce(logger);
  const traces = new TracerProvider({
    resource,
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(kept) }),
    spanProcessors: [
      new BatchSpanProcessor({
        exporter: told(new OTLPTraceExporter({ url: at('traces') }), 'traces'),
      }),
    ],
  });
  const exporter = told(new OTLPMetricExporter({ url: at('metrics') }), 'metrics');
  const metrics = new MeterProvider({
    resource,
    readers: [
      new PeriodicExportingMetricReader({
        exporter,
        exportIntervalMillis: interval,
        exportTimeoutMillis: Math.min(interval, longestExport),
      }),
    ],
  });
  const meter = metrics.getMeter(scope);
  measureRuntime(meter);
  const end = useTelemetry({ messaging, begin: beginning(traces), record: recording(meter) });
  return {
    stop: async () => {
      end();
      const late = new Promise<void>((resolve) => void setTimeout(resolve, patience).unref());
      await Promise.race([Promise.allSettled([traces.shutdown(), metrics.shutdown()]), late]);
    },
  };
};

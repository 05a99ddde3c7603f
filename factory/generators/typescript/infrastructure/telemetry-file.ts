import type { GeneratedFile } from '../../../domain/artifact.ts';
import type { Service } from '../../../domain/blueprint.ts';
import { SERVICE_VERSION } from '../project/service-version.ts';
import { literal } from '../source-text.ts';

/** What the configuration says of traces and measurements, by the standard's variables. */
export const telemetrySettings = {
  schema: `OTEL_EXPORTER_OTLP_ENDPOINT: { type: 'string', pattern: '^https?://[^/]' },
    OTEL_SDK_DISABLED: { enum: ['true', 'false'], default: 'false' },
    OTEL_SERVICE_NAME: { type: 'string' },
    OTEL_RESOURCE_ATTRIBUTES: { type: 'string', default: 'deployment.environment.name=development' },
    OTEL_METRIC_EXPORT_INTERVAL: { type: 'integer', minimum: 1, default: 60_000 },
    OTEL_TRACES_SAMPLER_ARG: { type: 'number', minimum: 0, maximum: 1, default: 1 },`,
  variable: `OTEL_EXPORTER_OTLP_ENDPOINT?: string;
  OTEL_SDK_DISABLED: 'true' | 'false';
  OTEL_SERVICE_NAME?: string;
  OTEL_RESOURCE_ATTRIBUTES: string;
  OTEL_METRIC_EXPORT_INTERVAL: number;
  OTEL_TRACES_SAMPLER_ARG: number;`,
  member: `/** Absent: nobody collects traces and measurements. */
  telemetry?: {
    endpoint: string;
    serviceName?: string;
    resourceAttributes: string;
    /** Milliseconds between two exports of measurements. */
    interval: number;
    /** Share of the traces that begin here which are kept. */
    kept: number;
  };`,
  helper: `const telemetryOf = (variables: Variables): Pick<Configuration, 'telemetry'> => {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_SERVICE_NAME: serviceName } = variables;
  if (!endpoint || variables.OTEL_SDK_DISABLED === 'true') return {};
  return {
    telemetry: {
      endpoint,
      ...(serviceName && { serviceName }),
      resourceAttributes: variables.OTEL_RESOURCE_ATTRIBUTES,
      interval: variables.OTEL_METRIC_EXPORT_INTERVAL,
      kept: variables.OTEL_TRACES_SAMPLER_ARG,
    },
  };
};`,
  read: '...telemetryOf(variables),',
};

/** `src/infrastructure/telemetry.ts`: where traces and measurements go. */
export const telemetryFile = ({ name }: Service): GeneratedFile => ({
  path: 'src/infrastructure/telemetry.ts',
  content: `import type { Logger } from '#connectsoft/logger';

import type { Configuration } from './configuration.ts';

const service = { name: ${literal(name)}, version: ${literal(SERVICE_VERSION)} };

/** Sends traces and measurements to a collector where one is configured. The SDK is loaded only when it is needed. */
export const openTelemetry = async (
  { telemetry, serviceBus }: Configuration,
  logger: Logger,
): Promise<{ stop: () => Promise<void> }> => {
  if (!telemetry) return { stop: async () => undefined };
  const { startTelemetry } = await import('#connectsoft/opentelemetry');
  const messaging = serviceBus
    ? { system: 'servicebus', topic: serviceBus.topic }
    : { system: 'journal', topic: ${literal(`${name}-events`)} };
  return startTelemetry({ ...telemetry, service, messaging, logger });
};
`,
});

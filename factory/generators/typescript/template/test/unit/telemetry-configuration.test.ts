import { expect, it } from 'vitest';

import { readConfiguration } from '../../src/infrastructure/configuration.ts';

const endpoint = 'http://collector:4318';

it.each([
  {},
  { OTEL_EXPORTER_OTLP_ENDPOINT: '' },
  { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_SDK_DISABLED: 'true' },
])('collects nothing with %j', (variables) => {
  expect(readConfiguration(variables).telemetry).toBeUndefined();
});

it('reads where traces and measurements go, and what is said of the service there', () => {
  expect(readConfiguration({ OTEL_EXPORTER_OTLP_ENDPOINT: endpoint }).telemetry).toEqual({
    endpoint,
    resourceAttributes: 'deployment.environment.name=development',
    interval: 60_000,
    kept: 1,
  });
  const variables = {
    OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
    OTEL_SERVICE_NAME: 'blue',
    OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=staging',
    OTEL_METRIC_EXPORT_INTERVAL: '5000',
    OTEL_TRACES_SAMPLER_ARG: '0.25',
  };
  expect(readConfiguration(variables).telemetry).toEqual({
    endpoint,
    serviceName: 'blue',
    resourceAttributes: 'deployment.environment.name=staging',
    interval: 5_000,
    kept: 0.25,
  });
});

it.each([
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4318' }, 'OTEL_EXPORTER_OTLP_ENDPOINT'],
  [{ OTEL_TRACES_SAMPLER_ARG: '2' }, 'OTEL_TRACES_SAMPLER_ARG must be at most 1'],
])('refuses %j', (variables, message) => {
  expect(() => readConfiguration(variables)).toThrow(message);
});

import { onTestFinished } from 'vitest';

import { createLogger, type Logger } from '#connectsoft/logger';
import { startTelemetry } from '#connectsoft/opentelemetry';

import { startOtlpReceiver } from './otlp-receiver.ts';

const silent = createLogger({ level: 'silent', masked: [], write: () => undefined });

type Options = { status?: number; logger?: Logger; resourceAttributes?: string };

/** For one test, all telemetry of this process goes to a collector that keeps it; all has arrived when it was stopped. */
export const collectTelemetry = async ({
  status = 200,
  logger = silent,
  resourceAttributes = '',
}: Options = {}) => {
  const receiver = await startOtlpReceiver(status);
  const { stop } = startTelemetry({
    endpoint: `${receiver.url}/`,
    service: { name: 'orders', version: '1.0.0' },
    resourceAttributes,
    interval: 60_000,
    kept: 1,
    messaging: { system: 'servicebus', topic: 'orders-events' },
    logger,
  });
  onTestFinished(stop);
  return { ...receiver, stop };
};

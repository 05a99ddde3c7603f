import type { TokenCredential } from '@azure/identity';

import { PortError } from '../../port-error.ts';
import { logProcessor, spanProcessor } from './processors.ts';

export type TelemetryOptions = {
  /** Of the Application Insights resource. */
  connectionString: string;
  /** For audience `https://monitor.azure.com/.default`; where absent, the key in the connection string is all that is shown. */
  credential?: TokenCredential | undefined;
  /** Of the factory. */
  version: string;
  /** Share of the projects that are traced, from 0 to 1; all where absent. A project is traced as a whole or not at all. */
  samplingRatio?: number | undefined;
  /** Folder for what could not be sent, at most 50 MB; where absent, that is dropped. */
  storageDirectory?: string | undefined;
};

export type Telemetry = {
  /** Sends what is waiting. Never throws. */
  flush(): Promise<void>;
  /** Sends what is waiting and ends, within so many milliseconds: 5,000 where absent. Never throws. */
  stop(timeoutMs?: number): Promise<void>;
};

const STOP_MS = 5_000;

/** Everything that patches packages: in a bundle there are none, and the spans are the factory's own. */
const NO_INSTRUMENTATION = Object.fromEntries(
  [
    'http',
    'azureSdk',
    'mongoDb',
    'mySql',
    'postgreSql',
    'redis',
    'redis4',
    'bunyan',
    'winston',
    'console',
  ].map((name) => [name, { enabled: false }]),
);

const within = async (work: Promise<unknown>, timeoutMs: number): Promise<void> => {
  const late = Promise.withResolvers<void>();
  const timer = setTimeout(late.resolve, timeoutMs);
  await Promise.race([work.catch(() => undefined), late.promise]);
  clearTimeout(timer);
};

/**
 * Sends the spans, metrics and log records of the app to Application Insights. `applicationinsights` is loaded here, once.
 * What cannot be sent disturbs nobody. Throws `invalid-configuration` where the connection string is none.
 */
export const startTelemetry = async (options: TelemetryOptions): Promise<Telemetry> => {
  const { connectionString, credential, version, samplingRatio = 1, storageDirectory } = options;
  const { flushAzureMonitor, shutdownAzureMonitor, useAzureMonitor } = await import('./azure-monitor.ts');
  const constant = { 'factory.version': version };
  try {
    useAzureMonitor({
      azureMonitorExporterOptions: {
        connectionString,
        ...(credential ? { credential } : {}),
        ...(storageDirectory === undefined ? { disableOfflineStorage: true } : { storageDirectory }),
        // What is refused for now is kept or dropped by the exporter, not asked for in vain while others wait.
        retryOptions: { maxRetries: 0 },
      },
      samplingRatio,
      // Else only so many traces per second are kept, and one project is many spans.
      tracesPerSecond: 0,
      enableLiveMetrics: false,
      enableStandardMetrics: false,
      enablePerformanceCounters: false,
      enableAutoCollectExceptions: false,
      enableAutoCollectPerformance: false,
      instrumentationOptions: NO_INSTRUMENTATION,
      spanProcessors: [spanProcessor(constant)],
      logRecordProcessors: [logProcessor(constant)],
    });
  } catch (error) {
    if (!/instrumentation key|connection string/i.test(String(error))) throw error;
    throw new PortError('invalid-configuration', 'The connection string of Application Insights is none.', {
      cause: error,
    });
  }
  const stopAll = async (): Promise<void> => {
    await flushAzureMonitor();
    await shutdownAzureMonitor();
  };
  return {
    flush: () => within(flushAzureMonitor(), STOP_MS),
    stop: (timeoutMs = STOP_MS) => within(stopAll(), timeoutMs),
  };
};

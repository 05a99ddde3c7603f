import { afterAll, beforeAll, onTestFinished } from 'vitest';

import { readConfiguration } from '../../src/infrastructure/configuration.ts';
import { openLog } from '../../src/infrastructure/logging.ts';
import { startService, type RunningService } from '../../src/service.ts';
import { placeKey } from './bearer.ts';
import { newDirectory, removeDirectory, temporaryDirectory } from './temporary-directory.ts';

export type LogLine = Record<string, unknown>;

const start = async (directory: string, variables: Record<string, string> = {}) => {
  const configuration = readConfiguration({
    PORT: '0',
    GRPC_PORT: '0',
    DATA_DIR: directory,
    LOG_LEVEL: 'debug',
    ...variables,
  });
  placeKey(directory);
  const log: LogLine[] = [];
  const logger = openLog(configuration.logLevel, (line) => log.push(JSON.parse(line) as LogLine));
  return { ...(await startService(configuration, logger)), directory, log };
};

/** The service on a free port, for one test, as its main module starts it, with the log in memory. */
export const runService = async (
  directory: string = temporaryDirectory(),
  variables: Record<string, string> = {},
): Promise<RunningService & { directory: string; log: LogLine[] }> => {
  const service = await start(directory, variables);
  let isRunning = true;
  const stop = async () => {
    if (isRunning) await service.stop();
    isRunning = false;
  };
  onTestFinished(stop);
  return { ...service, stop };
};

/** One service for all tests of a file that leave nothing behind. */
export const sharedService = (): { url: () => string; log: () => LogLine[] } => {
  const directory = newDirectory();
  let service: Awaited<ReturnType<typeof start>> | undefined;
  beforeAll(async () => {
    service = await start(directory);
  });
  afterAll(async () => {
    await service?.stop();
    removeDirectory(directory);
  });
  return { url: () => service?.url ?? '', log: () => service?.log ?? [] };
};

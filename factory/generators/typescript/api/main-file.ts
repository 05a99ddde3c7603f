import type { GeneratedFile } from '../../../domain/artifact.ts';

/** `src/main.ts`: the process. */
export const mainFile: GeneratedFile = {
  path: 'src/main.ts',
  content: `import { setTimeout } from 'node:timers/promises';

import { readConfiguration } from './infrastructure/configuration.ts';
import { openLog } from './infrastructure/logging.ts';
import { startService } from './service.ts';

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const configured = () => {
  try {
    return readConfiguration(process.env);
  } catch (error) {
    process.stderr.write(\`\${reasonOf(error)}\\n\`);
    return process.exit(1);
  }
};

const configuration = configured();
const logger = openLog(configuration.logLevel, (line) => process.stdout.write(line));

const started = async () => {
  try {
    return await startService(configuration, logger);
  } catch (error) {
    logger.error('start failed', { error });
    process.stderr.write(\`\${reasonOf(error)}\\n\`);
    return process.exit(1);
  }
};

const service = await started();

/** Milliseconds. What is left undone then is in the store, and is done after the next start. */
const patience = 4_500;

const stop = async (signal: string) => {
  logger.info('stopping', { signal });
  await Promise.race([service.stop(), setTimeout(patience)]);
  logger.info('stopped');
  process.exit(0);
};

process.once('SIGTERM', stop);
process.once('SIGINT', stop);
`,
};

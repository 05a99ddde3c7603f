import type { GeneratedFile } from '../../../domain/artifact.ts';
import type { Service } from '../../../domain/blueprint.ts';
import { needsStamp } from '../application/use-case-file.ts';
import type { AggregateModel, UseCaseModel } from '../aggregate-model.ts';
import { repositoryMember } from '../infrastructure/store-files.ts';
import { block, literal, paragraphs } from '../source-text.ts';

const wired = (model: AggregateModel, useCase: UseCaseModel): string => {
  const dependencies = needsStamp(model, useCase)
    ? `{ ${repositoryMember(model)}, stamp }`
    : `{ ${repositoryMember(model)} }`;
  return `${useCase.name}: ${useCase.name}(${dependencies}),`;
};

const controller = (model: AggregateModel): string =>
  block(`...${model.one}Controller({`, ...model.useCases.map((useCase) => wired(model, useCase)), '}),');

/** `src/service.ts`: everything put together. */
export const serviceFile = (service: Service, models: readonly AggregateModel[]): GeneratedFile => {
  const members = models.map(repositoryMember).join(', ');
  return {
    path: 'src/service.ts',
    content: paragraphs(
      block(
        `import { systemClock } from '#connectsoft/clock';`,
        `import { envelopeOf, type Envelope } from '#connectsoft/cloud-event';`,
        `import type { Logger } from '#connectsoft/logger';`,
        `import type { Operations } from '#connectsoft/operation';`,
        `import { OutboxRelay } from '#connectsoft/outbox-relay';`,
        `import { stamps } from '#connectsoft/stamp';`,
      ),
      block(
        ...models.map(
          ({ one, folder }) => `import { ${one}Controller } from './api/${folder}-controller.ts';`,
        ),
        `import { createServer } from './api/server.ts';`,
        ...models.flatMap(({ useCases, folder }) =>
          useCases.map(({ name, file }) => `import { ${name} } from './application/${folder}/${file}.ts';`),
        ),
        `import type { Configuration } from './infrastructure/configuration.ts';`,
        `import { openPublisher } from './infrastructure/messaging/publisher.ts';`,
        `import { openEmbeddedStore } from './infrastructure/persistence/embedded-store.ts';`,
        `import type { ServiceStore } from './infrastructure/persistence/store.ts';`,
      ),
      `const serviceName = ${literal(service.name)};`,
      block(
        'const openStore = async (configuration: Configuration, envelope: Envelope): Promise<ServiceStore> => {',
        'if (!configuration.cosmos) return openEmbeddedStore(configuration.dataDirectory, envelope);',
        `const { openCosmosStore } = await import('./infrastructure/persistence/cosmos-store.ts');`,
        'return openCosmosStore(configuration.cosmos, envelope, configuration.azureClientId);',
        '};',
      ),
      block(
        `const operationsOn = ({ ${members} }: ServiceStore): Operations => {`,
        'const stamp = stamps(systemClock);',
        'return {',
        ...models.map(controller),
        '};',
        '};',
      ),
      block(
        'export type RunningService = {',
        '/** Where it listens. */',
        'url: string;',
        '/** Finishes what runs, sends what is in the outbox, then closes everything. */',
        'stop: () => Promise<void>;',
        '};',
      ),
      block(
        '/** Milliseconds that running requests get to finish when the service stops. */',
        'const patience = 3_000;',
      ),
      block(
        'export const startService = async (configuration: Configuration, logger: Logger): Promise<RunningService> => {',
        'const store = await openStore(configuration, envelopeOf(serviceName, systemClock));',
        'const publisher = await openPublisher(configuration);',
        'const relay = new OutboxRelay(store.outbox, publisher, logger);',
        'const server = createServer(operationsOn(store), store.ready, logger);',
        'const url = await server.listen({ host: configuration.host, port: configuration.port });',
        'relay.start();',
        `logger.info('listening', { url });`,
        'return {',
        'url,',
        'stop: async () => {',
        'const deadline = setTimeout(() => server.server.closeAllConnections(), patience);',
        'await server.close();',
        'clearTimeout(deadline);',
        'await relay.stop();',
        'await publisher.close();',
        'store.close();',
        '},',
        '};',
        '};',
      ),
    ),
  };
};

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

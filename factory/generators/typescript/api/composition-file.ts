import type { GeneratedFile } from '../../../domain/artifact.ts';
import type { Service } from '../../../domain/blueprint.ts';
import { advanceFunction } from '../application/advance-file.ts';
import type { AggregateModel } from '../aggregate-model.ts';
import { repositoryMember } from '../infrastructure/store-files.ts';
import { messagingCode } from '../messaging/composition-code.ts';
import { hasTimeouts } from '../service-model.ts';
import { block, literal, paragraphs } from '../source-text.ts';
import { developmentEndpoints, doDue } from './development-code.ts';
import { startCode, type Parts } from './start-code.ts';
import { calledOf, controller, sharedNeeds } from './wiring.ts';

const libraries = ({ messaging, models }: Parts): string =>
  block(
    `import { bearerAuthentication } from '#connectsoft/authentication';`,
    `import { systemClock } from '#connectsoft/clock';`,
    messaging.endpoint
      ? `import { envelopeOf, type CloudEvent, type Envelope } from '#connectsoft/cloud-event';`
      : `import { envelopeOf, type Envelope } from '#connectsoft/cloud-event';`,
    ...messaging.libraries,
    `import { developmentMode } from '#connectsoft/development-mode';`,
    `import { developmentTokens, tokenOperation, type DevelopmentTokens } from '#connectsoft/development-tokens';`,
    `import type { DevelopmentMode } from '#connectsoft/http-server';`,
    `import type { Logger } from '#connectsoft/logger';`,
    `import { ok, type Operations } from '#connectsoft/operation';`,
    `import { OutboxRelay } from '#connectsoft/outbox-relay';`,
    sharedNeeds(models).has('actor') && `import { currentActor } from '#connectsoft/request-context';`,
    `import { forgetting } from '#connectsoft/retention';`,
    `import { ScheduleWorker } from '#connectsoft/schedule-worker';`,
    `import { stamps } from '#connectsoft/stamp';`,
    `import { issuedTokens } from '#connectsoft/token-issuer';`,
  );

const useCaseImports = (model: AggregateModel): string[] => [
  ...(model.timeouts.length > 0
    ? [
        `import { ${advanceFunction(model)} } from './application/${model.folder}/advance-${model.collection}.ts';`,
      ]
    : []),
  ...calledOf(model).map(
    ({ name, file }) => `import { ${name} } from './application/${model.folder}/${file}.ts';`,
  ),
];

const modules = ({ hasGrpc, messaging, models }: Parts): string =>
  block(
    ...models.map(({ one, folder }) => `import { ${one}Controller } from './api/${folder}-controller.ts';`),
    hasGrpc && `import { startGrpc } from './api/grpc/server.ts';`,
    `import { createServer } from './api/server.ts';`,
    ...models.flatMap(useCaseImports),
    `import type { Configuration } from './infrastructure/configuration.ts';`,
    `import { openPublisher } from './infrastructure/messaging/publisher.ts';`,
    `import { openEmbeddedStore } from './infrastructure/persistence/embedded-store.ts';`,
    `import type { ServiceStore } from './infrastructure/persistence/store.ts';`,
    `import { openTelemetry } from './infrastructure/telemetry.ts';`,
    ...messaging.own,
  );

const operations = (models: readonly AggregateModel[]): string => {
  const lock = sharedNeeds(models).has('exclusively') ? ['exclusively'] : [];
  return block(
    `const operationsOn = ({ ${[...models.map(repositoryMember), ...lock].join(', ')} }: ServiceStore): Operations => {`,
    'const stamp = stamps(systemClock);',
    'return {',
    ...models.map(controller),
    '};',
    '};',
  );
};

/** `src/service.ts`: everything put together. */
export const serviceFile = (service: Service, models: readonly AggregateModel[]): GeneratedFile => {
  const parts: Parts = {
    models,
    hasGrpc: service.interfaces.includes('grpc'),
    timed: hasTimeouts(models),
    messaging: messagingCode(service),
  };
  return {
    path: 'src/service.ts',
    content: paragraphs(
      libraries(parts),
      modules(parts),
      `const serviceName = ${literal(service.name)};`,
      block(
        'const openStore = async (configuration: Configuration, envelope: Envelope): Promise<ServiceStore> => {',
        'if (!configuration.cosmos) return openEmbeddedStore(configuration.dataDirectory, envelope);',
        `const { openCosmosStore } = await import('./infrastructure/persistence/cosmos-store.ts');`,
        'return openCosmosStore(configuration.cosmos, envelope, configuration.azureClientId);',
        '};',
      ),
      operations(models),
      doDue(models),
      developmentEndpoints(models, parts.messaging),
      ...startCode(parts),
    ),
  };
};

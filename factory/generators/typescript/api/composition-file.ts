import type { GeneratedFile } from '../../../domain/artifact.ts';
import type { Service } from '../../../domain/blueprint.ts';
import { advanceFunction } from '../application/advance-file.ts';
import type { Dependency } from '../application/use-case-code.ts';
import { useCaseDependencies } from '../application/use-case-file.ts';
import type { AggregateModel, UseCaseModel } from '../aggregate-model.ts';
import { repositoryMember } from '../infrastructure/store-files.ts';
import { messagingCode, type MessagingCode } from '../messaging/composition-code.ts';
import { hasBehaviour, hasTimeouts } from '../service-model.ts';
import { block, docComment, literal, paragraphs } from '../source-text.ts';

const dependencyMember = (dependency: Dependency): string =>
  typeof dependency === 'object' ? repositoryMember(dependency.repository) : dependency;

/** A use case with what it needs, by the names that the composition root has for it: `bookClass({ bookings, stamp })`. */
export const wiredUseCase = (model: AggregateModel, useCase: UseCaseModel): string => {
  const given = useCaseDependencies(model, useCase).map(dependencyMember);
  const members = [
    repositoryMember(model),
    ...given.map((name) => (name === 'actor' ? 'actor: currentActor' : name)),
  ];
  return `${useCase.name}(${`{ ${members.join(', ')} }`})`;
};

const calledOf = ({ useCases }: AggregateModel): UseCaseModel[] =>
  useCases.filter(({ isCalled }) => isCalled);

const controller = (model: AggregateModel): string =>
  block(
    `...${model.one}Controller({`,
    ...calledOf(model).map((useCase) => `${useCase.name}: ${wiredUseCase(model, useCase)},`),
    '}),',
  );

/** What use cases are given that is no repository. */
const sharedNeeds = (models: readonly AggregateModel[]): Set<string> =>
  new Set(
    models.flatMap((model) =>
      calledOf(model).flatMap((useCase) =>
        useCaseDependencies(model, useCase).flatMap((each) => (typeof each === 'string' ? [each] : [])),
      ),
    ),
  );

/** The function that does what is due in all aggregates. */
const doDue = (models: readonly AggregateModel[]): string => {
  const timed = models.filter(({ timeouts }) => timeouts.length > 0);
  if (timed.length === 0) return '';
  const calls = timed.map(
    (model) => `await ${advanceFunction(model)}({ ${repositoryMember(model)}, stamp })()`,
  );
  return block(
    docComment('Does what is due, and answers how much that was.'),
    `const schedulesOf = ({ ${timed.map(repositoryMember).join(', ')} }: ServiceStore) => async (): Promise<number> => {`,
    'const stamp = stamps(systemClock);',
    `return ${calls.join(' + ')};`,
    '};',
  );
};

const developmentEndpoints = (models: readonly AggregateModel[], messaging: MessagingCode): string => {
  const parameters = [hasTimeouts(models) ? 'doDue: () => Promise<number>' : '', messaging.parameter];
  return block(
    docComment(
      `What developers ask for besides: to do now what is due${messaging.endpoint ? ', to react to an event' : ''}.`,
    ),
    `const developmentOn = (${parameters.filter(Boolean).join(', ')}): DevelopmentMode =>`,
    'developmentMode({',
    hasTimeouts(models)
      ? `'/development/schedules': async () => ok({ done: await doDue() }),`
      : `'/development/schedules': async () => ok({ done: 0 }),`,
    messaging.endpoint,
    '});',
  );
};

/** `src/service.ts`: everything put together. */
export const serviceFile = (service: Service, models: readonly AggregateModel[]): GeneratedFile => {
  const needs = sharedNeeds(models);
  const members = [
    ...models.map(repositoryMember),
    ...(needs.has('exclusively') ? ['exclusively'] : []),
  ].join(', ');
  const behaves = hasBehaviour(service);
  const hasGrpc = service.interfaces.includes('grpc');
  const timed = hasTimeouts(models);
  const messaging = messagingCode(service);
  const [due, endpoints] = [doDue(models), behaves ? developmentEndpoints(models, messaging) : ''];
  const developed = [timed ? 'doDue' : '', messaging.argument].filter(Boolean).join(', ');
  return {
    path: 'src/service.ts',
    content: paragraphs(
      block(
        `import { systemClock } from '#connectsoft/clock';`,
        messaging.endpoint
          ? `import { envelopeOf, type CloudEvent, type Envelope } from '#connectsoft/cloud-event';`
          : `import { envelopeOf, type Envelope } from '#connectsoft/cloud-event';`,
        ...messaging.libraries,
        behaves && `import { developmentMode } from '#connectsoft/development-mode';`,
        behaves && `import type { DevelopmentMode } from '#connectsoft/http-server';`,
        `import type { Logger } from '#connectsoft/logger';`,
        behaves
          ? `import { ok, type Operations } from '#connectsoft/operation';`
          : `import type { Operations } from '#connectsoft/operation';`,
        `import { OutboxRelay } from '#connectsoft/outbox-relay';`,
        needs.has('actor') && `import { currentActor } from '#connectsoft/request-context';`,
        timed && `import { ScheduleWorker } from '#connectsoft/schedule-worker';`,
        `import { stamps } from '#connectsoft/stamp';`,
      ),
      block(
        ...models.map(
          ({ one, folder }) => `import { ${one}Controller } from './api/${folder}-controller.ts';`,
        ),
        hasGrpc && `import { startGrpc } from './api/grpc/server.ts';`,
        `import { createServer } from './api/server.ts';`,
        ...models
          .filter(({ timeouts }) => timeouts.length > 0)
          .map(
            (model) =>
              `import { ${advanceFunction(model)} } from './application/${model.folder}/advance-${model.collection}.ts';`,
          ),
        ...models.flatMap((model) =>
          calledOf(model).map(
            ({ name, file }) => `import { ${name} } from './application/${model.folder}/${file}.ts';`,
          ),
        ),
        `import type { Configuration } from './infrastructure/configuration.ts';`,
        `import { openPublisher } from './infrastructure/messaging/publisher.ts';`,
        `import { openEmbeddedStore } from './infrastructure/persistence/embedded-store.ts';`,
        `import type { ServiceStore } from './infrastructure/persistence/store.ts';`,
        ...messaging.own,
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
      due,
      endpoints,
      block(
        'export type RunningService = {',
        '/** Where it listens. */',
        'url: string;',
        hasGrpc && '/** Where it answers over gRPC: `host:port`. */',
        hasGrpc && 'grpc: string;',
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
        ...messaging.envelope,
        `const store = await openStore(configuration, ${messaging.envelope.length > 0 ? 'announcing' : 'envelopeOf(serviceName, systemClock)'});`,
        'const publisher = await openPublisher(configuration);',
        ...messaging.statements,
        `const relay = new OutboxRelay(store.outbox, publisher, logger${messaging.relayArgument});`,
        timed && 'const doDue = schedulesOf(store);',
        timed && 'const schedules = new ScheduleWorker(doDue, logger);',
        behaves && `const development = configuration.developmentMode && developmentOn(${developed});`,
        `const server = createServer(operationsOn(store), store.ready, logger${behaves ? ', development' : ''});`,
        'const url = await server.listen({ host: configuration.host, port: configuration.port });',
        hasGrpc &&
          'const grpc = await startGrpc(server, { host: configuration.host, port: configuration.grpcPort });',
        'relay.start();',
        ...messaging.start,
        timed && 'schedules.start(configuration.scheduleSeconds);',
        `logger.info('listening', { url${hasGrpc ? ', grpc: grpc.address' : ''} });`,
        'return {',
        'url,',
        hasGrpc && 'grpc: grpc.address,',
        'stop: async () => {',
        'const deadline = setTimeout(() => server.server.closeAllConnections(), patience);',
        hasGrpc && 'await grpc.stop();',
        'await server.close();',
        'clearTimeout(deadline);',
        timed && 'await schedules.stop();',
        ...messaging.stop,
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

import type { AggregateModel } from '../aggregate-model.ts';
import type { MessagingCode } from '../messaging/composition-code.ts';
import { block } from '../source-text.ts';

/** What a composition root is put together from. */
export type Parts = {
  models: readonly AggregateModel[];
  hasGrpc: boolean;
  /** The clock changes aggregates. */
  timed: boolean;
  messaging: MessagingCode;
};

const runningService = ({ hasGrpc }: Parts): string =>
  block(
    'export type RunningService = {',
    '/** Where it listens. */',
    'url: string;',
    hasGrpc && '/** Where it answers over gRPC: `host:port`. */',
    hasGrpc && 'grpc: string;',
    '/** Finishes what runs, sends what is in the outbox, then closes everything. */',
    'stop: () => Promise<void>;',
    '};',
  );

/** Statements that make everything, before anything runs. */
const making = ({ timed, messaging }: Parts): string[] => {
  const developed = ['tokens', timed ? 'doDue' : '', messaging.argument].filter(Boolean).join(', ');
  return [
    'const telemetry = await openTelemetry(configuration, logger);',
    ...messaging.envelope,
    `const store = await openStore(configuration, ${messaging.envelope.length > 0 ? 'announcing' : 'envelopeOf(serviceName, systemClock)'});`,
    'const publisher = await openPublisher(configuration);',
    ...messaging.statements,
    `const relay = new OutboxRelay(store.outbox, publisher, logger${messaging.relayArgument});`,
    ...(timed
      ? ['const doDue = schedulesOf(store);', 'const schedules = new ScheduleWorker(doDue, logger);']
      : []),
    "const retention = new ScheduleWorker(forgetting(store.forget, configuration.retentionDays, systemClock), logger, 'forgotten');",
    'const { authentication } = configuration;',
    'const tokens = configuration.developmentMode && developmentTokens(configuration.dataDirectory, authentication.audience);',
    'const authenticate = bearerAuthentication([',
    '...(tokens ? [tokens.source] : []),',
    '...(authentication.issuer ? [issuedTokens({ ...authentication, issuer: authentication.issuer })] : []),',
    ']);',
    `const development = tokens && developmentOn(${developed});`,
    'const server = createServer(operationsOn(store), store.ready, logger, authenticate, development);',
  ];
};

const starting = ({ hasGrpc, timed, messaging }: Parts): string =>
  block(
    'const url = await server.listen({ host: configuration.host, port: configuration.port });',
    hasGrpc &&
      'const grpc = await startGrpc(server, { host: configuration.host, port: configuration.grpcPort });',
    ...messaging.redrive,
    'relay.start();',
    ...messaging.start,
    timed && 'schedules.start(configuration.scheduleSeconds);',
    'retention.start(retentionSeconds);',
    `logger.info('listening', { url${hasGrpc ? ', grpc: grpc.address' : ''} });`,
  );

const stopping = ({ hasGrpc, timed, messaging }: Parts): string =>
  block(
    'stop: async () => {',
    'const deadline = setTimeout(() => server.server.closeAllConnections(), patience);',
    hasGrpc && 'await grpc.stop();',
    'await server.close();',
    'clearTimeout(deadline);',
    timed && 'await schedules.stop();',
    'await retention.stop();',
    ...messaging.stop,
    'await relay.stop();',
    'await publisher.close();',
    'store.close();',
    'await telemetry.stop();',
    '},',
  );

/** The function that starts the service, and the type of what runs then. */
export const startCode = (parts: Parts): string[] => [
  runningService(parts),
  block(
    '/** Milliseconds that running requests get to finish when the service stops. */',
    'const patience = 3_000;',
  ),
  block('/** Seconds between two looks at what may be forgotten. */', 'const retentionSeconds = 600;'),
  block(
    'export const startService = async (configuration: Configuration, logger: Logger): Promise<RunningService> => {',
    ...making(parts),
    starting(parts),
    'return {',
    'url,',
    parts.hasGrpc && 'grpc: grpc.address,',
    stopping(parts),
    '};',
    '};',
  ),
];

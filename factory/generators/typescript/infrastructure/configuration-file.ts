import type { GeneratedFile } from '../../../domain/artifact.ts';
import type { Service } from '../../../domain/blueprint.ts';
import { aggregateModels } from '../aggregate-model.ts';
import { hasTimeouts } from '../service-model.ts';
import { externalSystemSettings } from '../messaging/external-system-settings.ts';
import { literal } from '../source-text.ts';
import { telemetrySettings } from './telemetry-file.ts';

/** `src/infrastructure/configuration.ts`: the environment, read once by a schema. */
export const configurationFile = (service: Service): GeneratedFile =>
  withBehaviour(service, [
    telemetrySettings,
    ...(service.interfaces.includes('grpc') ? [grpc] : []),
    ...(hasTimeouts(aggregateModels(service)) ? [schedules] : []),
    ...(service.reactions.some(({ from }) => from === service.name) ? [redrive] : []),
    ...externalSystemSettings(service),
  ]);

const plainFile = (service: Service): GeneratedFile => ({
  path: 'src/infrastructure/configuration.ts',
  content: `import { environmentReader } from '#connectsoft/environment';
import { LOG_LEVELS, type LogLevel } from '#connectsoft/logger';
import type { ServiceBusPlace } from '#connectsoft/service-bus-client';

const schema = {
  properties: {
    HOST: { type: 'string', default: '127.0.0.1' },
    PORT: { type: 'integer', minimum: 0, maximum: 65_535, default: 8080 },
    DATA_DIR: { type: 'string', default: '.data' },
    RETENTION_DAYS: { type: 'integer', minimum: 1, maximum: 3650, default: 30 },
    LOG_LEVEL: { enum: LOG_LEVELS, default: 'info' },
    STORE: { enum: ['embedded', 'cosmos'], default: 'embedded' },
    COSMOS_ENDPOINT: { type: 'string' },
    COSMOS_DATABASE: { type: 'string', default: ${literal(service.name)} },
    SERVICE_BUS_CONNECTION: { type: 'string' },
    SERVICE_BUS_NAMESPACE: { type: 'string' },
    SERVICE_BUS_TOPIC: { type: 'string', default: ${literal(`${service.name}-events`)} },
    AZURE_CLIENT_ID: { type: 'string' },
    AUTH_ISSUER: { type: 'string', pattern: '^https://[^/]' },
    AUTH_AUDIENCE: { type: 'string', default: ${literal(service.name)} },
    AUTH_JWKS_URL: { type: 'string', pattern: '^https://[^/]' },
    AUTH_NAME_CLAIM: { type: 'string', default: 'sub' },
    DEVELOPMENT_MODE: { enum: ['on', 'off'] },
  },
};

type Variables = {
  HOST: string;
  PORT: number;
  DATA_DIR: string;
  RETENTION_DAYS: number;
  LOG_LEVEL: LogLevel;
  STORE: 'embedded' | 'cosmos';
  COSMOS_ENDPOINT?: string;
  COSMOS_DATABASE: string;
  SERVICE_BUS_CONNECTION?: string;
  SERVICE_BUS_NAMESPACE?: string;
  SERVICE_BUS_TOPIC: string;
  AZURE_CLIENT_ID?: string;
  AUTH_ISSUER?: string;
  AUTH_AUDIENCE: string;
  AUTH_JWKS_URL?: string;
  AUTH_NAME_CLAIM: string;
  DEVELOPMENT_MODE?: 'on' | 'off';
};

const readVariables = environmentReader<Variables>(schema);

export type Configuration = {
  host: string;
  /** 0 picks a free one. */
  port: number;
  /** Where the embedded store and the event journal lie. */
  dataDirectory: string;
  /** How long the service remembers which requests and events it did. */
  retentionDays: number;
  logLevel: LogLevel;
  /** Absent: the embedded store. */
  cosmos?: { endpoint: string; database: string };
  /** Absent: events stay in the journal. \`topic\`: of its own events. */
  serviceBus?: { place: ServiceBusPlace; topic: string };
  /** Chooses a user-assigned managed identity. */
  azureClientId?: string;
  /** Whose tokens say who calls, and for which audience. Without an issuer: tokens of the development mode only. */
  authentication: { issuer?: string; audience: string; jwksUrl?: string; nameClaim: string };
  /** Issues tokens to whoever asks, and believes a header that says what time it is. */
  developmentMode?: true;
};

/** A connection string is for development; else an identity opens the namespace. */
const serviceBusOf = ({
  SERVICE_BUS_CONNECTION: connection,
  SERVICE_BUS_NAMESPACE: namespace,
}: Variables): ServiceBusPlace | undefined => {
  if (connection && namespace)
    throw new Error('SERVICE_BUS_CONNECTION cannot be given beside SERVICE_BUS_NAMESPACE');
  if (connection) return { connection };
  return namespace ? { namespace } : undefined;
};

const isDeveloping = ({ STORE: store, DEVELOPMENT_MODE: mode }: Variables): boolean => {
  if (store === 'cosmos' && mode === 'on')
    throw new Error('DEVELOPMENT_MODE must be off where STORE is cosmos');
  return store === 'embedded' && mode !== 'off';
};

const authenticationOf = (variables: Variables): Configuration['authentication'] => {
  const { AUTH_ISSUER: issuer, AUTH_JWKS_URL: jwksUrl } = variables;
  if (!issuer && !isDeveloping(variables))
    throw new Error('AUTH_ISSUER is required where DEVELOPMENT_MODE is off');
  return {
    audience: variables.AUTH_AUDIENCE,
    nameClaim: variables.AUTH_NAME_CLAIM,
    ...(issuer && { issuer }),
    ...(jwksUrl && { jwksUrl }),
  };
};

/** Throws an error of one line that names the variable that is wrong. */
export const readConfiguration = (
  environment: Readonly<Record<string, string | undefined>>,
): Configuration => {
  const variables = readVariables(environment);
  const { STORE: store, COSMOS_ENDPOINT: endpoint } = variables;
  const place = serviceBusOf(variables);
  if (store === 'cosmos' && !endpoint) throw new Error('COSMOS_ENDPOINT is required where STORE is cosmos');
  const authentication = authenticationOf(variables);
  return {
    host: variables.HOST,
    port: variables.PORT,
    dataDirectory: variables.DATA_DIR,
    retentionDays: variables.RETENTION_DAYS,
    logLevel: variables.LOG_LEVEL,
    ...(store === 'cosmos' && endpoint && { cosmos: { endpoint, database: variables.COSMOS_DATABASE } }),
    ...(place && { serviceBus: { place, topic: variables.SERVICE_BUS_TOPIC } }),
    ...(variables.AZURE_CLIENT_ID && { azureClientId: variables.AZURE_CLIENT_ID }),
    authentication,
    ...(isDeveloping(variables) && { developmentMode: true }),
  };
};
`,
});

/** A setting of some services: the variable, what it becomes, and how it is read. */
type Setting = { schema: string; variable: string; member: string; helper?: string; read: string };

const grpc: Setting = {
  schema: "GRPC_PORT: { type: 'integer', minimum: 0, maximum: 65_535, default: 8081 },",
  variable: 'GRPC_PORT: number;',
  member: '/** Of the gRPC interface; 0 picks a free one. */\n  grpcPort: number;',
  read: 'grpcPort: variables.GRPC_PORT,',
};

const schedules: Setting = {
  schema: "SCHEDULE_SECONDS: { type: 'integer', minimum: 1, maximum: 86_400, default: 30 },",
  variable: 'SCHEDULE_SECONDS: number;',
  member: '/** Between two looks at what is due. */\n  scheduleSeconds: number;',
  read: 'scheduleSeconds: variables.SCHEDULE_SECONDS,',
};

const redrive: Setting = {
  schema: "REDRIVE_DEAD_LETTERS: { enum: ['on', 'off'], default: 'off' },",
  variable: "REDRIVE_DEAD_LETTERS: 'on' | 'off';",
  member: '/** At its start, takes back the events that were put aside. */\n  redriveDeadLetters?: true;',
  read: "...(variables.REDRIVE_DEAD_LETTERS === 'on' && { redriveDeadLetters: true }),",
};

const inserted = (content: string, before: string, lines: readonly string[]): string =>
  content.replace(before, () => `${lines.map((line) => `${line}\n  `).join('')}${before}`);

const withBehaviour = (service: Service, settings: readonly Setting[]): GeneratedFile => {
  const { path, content } = plainFile(service);
  const steps: [string, string[]][] = [
    [`AZURE_CLIENT_ID: { type: 'string' },`, settings.map(({ schema }) => schema)],
    ['AZURE_CLIENT_ID?: string;', settings.map(({ variable }) => variable)],
    ['/** Chooses a user-assigned managed identity. */', settings.map(({ member }) => member)],
    ['/** Throws an error of one line', settings.flatMap(({ helper }) => (helper ? [`${helper}\n`] : []))],
    ['...(variables.AZURE_CLIENT_ID &&', settings.map(({ read }) => read)],
  ];
  return {
    path,
    content: steps.reduce((text, [before, lines]) => inserted(text, before, lines), content),
  };
};

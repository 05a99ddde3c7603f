import type { GeneratedFile } from '../../../domain/artifact.ts';
import type { Service } from '../../../domain/blueprint.ts';
import { kebabCase } from '../../../domain/naming.ts';
import { operationsOf } from '../../../domain/operation.ts';
import { text } from '../../documents/markdown-text.ts';
import { aggregateModels, type AggregateModel } from '../aggregate-model.ts';
import { askedSystems } from '../messaging/external-system-files.ts';
import { systemNames } from '../messaging/reaction-model.ts';
import { hasTimeouts } from '../service-model.ts';
import { sentence } from '../source-text.ts';
import { curlExamples, fenced, tokenExample } from './curl-examples.ts';

const operations = (service: Service): string =>
  [
    '| operation | request | what it does |',
    '| --- | --- | --- |',
    ...operationsOf(service).map(
      ({ useCase, method, path }) =>
        `| \`${useCase.name}\` | \`${method} ${path}\` | ${text(sentence(useCase.summary))} |`,
    ),
  ].join('\n');

const settings = (service: Service): string => {
  const { name } = service;
  return [
    '| variable | default | meaning |',
    '| --- | --- | --- |',
    '| `HOST` | `127.0.0.1` | address to listen on |',
    '| `PORT` | `8080` | port to listen on; `0` picks a free one |',
    '| `DATA_DIR` | `.data` | where the embedded store and the journal of events lie |',
    '| `RETENTION_DAYS` | `30` | how long it remembers which requests (`Idempotency-Key`) and events it did |',
    '| `LOG_LEVEL` | `info` | `debug`, `info`, `warn`, `error` or `silent` |',
    '| `OTEL_EXPORTER_OTLP_ENDPOINT` | none | collector of traces and measurements (OTLP over HTTP, port 4318 as a rule); without it there are none |',
    '| `OTEL_SDK_DISABLED` | `false` | `true`: no traces and measurements, whatever else is set |',
    `| \`OTEL_SERVICE_NAME\` | none | replaces \`${name}\` as what the collector is told |`,
    '| `OTEL_RESOURCE_ATTRIBUTES` | `deployment.environment.name=development` | what else the collector is told of this process |',
    '| `OTEL_METRIC_EXPORT_INTERVAL` | `60000` | milliseconds between two exports of measurements |',
    '| `OTEL_TRACES_SAMPLER_ARG` | `1` | share of the traces that begin here which are kept |',
    '| `STORE` | `embedded` | `embedded` (SQLite) or `cosmos` (Azure Cosmos DB) |',
    '| `COSMOS_ENDPOINT` | | account, needed where `STORE` is `cosmos` |',
    `| \`COSMOS_DATABASE\` | \`${name}\` | database that has the container \`documents\` with partition key path \`/partitionKey\` |`,
    '| `SERVICE_BUS_CONNECTION` | none | connection string, for development only: in the place of `SERVICE_BUS_NAMESPACE` |',
    '| `SERVICE_BUS_NAMESPACE` | | fully qualified; without it events stay in the journal |',
    `| \`SERVICE_BUS_TOPIC\` | \`${name}-events\` | topic of the events |`,
    '| `AZURE_CLIENT_ID` | | client id of a user-assigned managed identity |',
    '| `AUTH_ISSUER` | | whose tokens say who calls: https URL of the identity provider; needed where `DEVELOPMENT_MODE` is off |',
    `| \`AUTH_AUDIENCE\` | \`${name}\` | audience that tokens must be for |`,
    '| `AUTH_JWKS_URL` | none | where the issuer’s keys are; without it, where its OpenID configuration says |',
    '| `AUTH_NAME_CLAIM` | `sub` | claim that names the caller |',
    '| `DEVELOPMENT_MODE` | `on`, `off` with `cosmos` | issues tokens to whoever asks, and believes a header that says what time it is |',
    ...(service.reactions.some(({ from }) => from === service.name)
      ? [
          '| `REDRIVE_DEAD_LETTERS` | `off` | `on`: takes back, at the start, own events that were put aside |',
        ]
      : []),
    ...(hasTimeouts(aggregateModels(service))
      ? ['| `SCHEDULE_SECONDS` | `30` | between two looks at what the clock has to do |']
      : []),
    ...(service.interfaces.includes('grpc')
      ? ['| `GRPC_PORT` | `8081` | port of the gRPC interface; `0` picks a free one |']
      : []),
    ...askedSystems(service).map(({ system }) => {
      const { variable } = systemNames(system.name);
      return `| \`${variable}\` | | address of the external system, needed where development mode is off; else a double answers |`;
    }),
  ].join('\n');
};

/** How to be somebody else, or somewhen else. */
const developing = `## Develop

With the embedded store the service runs in development mode. It issues tokens to whoever asks: \`npm run --silent token -- ann manager\` prints one for a name and its roles, and
\`POST /development/tokens\` with \`{ "name": "ann", "roles": ["manager"] }\` answers one, each for 8 hours. \`X-Development-Now: 2026-03-02T18:00:00Z\` says what time it is for a request, and
\`POST /development/schedules\` does what is due. \`DEVELOPMENT_MODE=off\` ends that; with Cosmos DB it cannot be on. Then \`AUTH_ISSUER\` says whose tokens count: RS256, PS256 or ES256, for
\`AUTH_AUDIENCE\`, with the caller's name in the claim \`AUTH_NAME_CLAIM\` and its roles in \`roles\`.

`;

/** How to see traces and measurements. */
const watching = `## Watch

With \`OTEL_EXPORTER_OTLP_ENDPOINT\` it sends traces and measurements to a collector: each request is a span below the caller's \`traceparent\`, and what it causes goes on in that trace.
[deploy/observability](deploy/observability/README.md) says what is measured, and how to look at it on one's own machine. Without a collector there is the log, whose lines carry \`trace_id\` and \`span_id\`.

`;

const events = (service: Service): string => {
  const rows = service.events.map(
    ({ name, version, description }) =>
      `| \`com.connectsoft.${service.name}.${kebabCase(name)}.v${version}\` | ${text(sentence(description))} |`,
  );
  return rows.length === 0 ? '' : ['| event | when |', '| --- | --- |', ...rows].join('\n');
};

const changes = (models: readonly AggregateModel[]): string => {
  const [model] = models;
  const folder = model?.folder ?? '';
  return [
    '| to change | start in |',
    '| --- | --- |',
    ...(models.some(({ rules }) => rules.length > 0)
      ? [
          '| a rule beyond the bounds of a field | `-rules.ts` of its aggregate; what it has to know of others: `-facts.ts` |',
        ]
      : []),
    `| a rule about a field | \`src/domain/${folder}/${folder}.ts\`, then \`api/openapi.json\` |`,
    `| a field | \`src/domain/${folder}/${folder}-state.ts\`, its rule in \`${folder}.ts\`, \`src/application/${folder}/${folder}-dto.ts\`, then \`api/openapi.json\` and, where events tell of it, \`api/asyncapi.json\` and \`api/events/\`: \`test/unit/contracts.test.ts\` holds them together |`,
    `| what a use case does | \`src/application/${folder}/\` |`,
    `| a path, a parameter or a body | \`api/openapi.json\`, then \`src/api/${folder}-controller.ts\`: the service does not start while the two disagree |`,
    '| how something is stored | `src/infrastructure/persistence/` |',
    '| what is logged, and masked in logs | `src/infrastructure/logging.ts` |',
    '| a setting | `src/infrastructure/configuration.ts` |',
    '| how it is put together | `src/service.ts` |',
  ].join('\n');
};

/** `README.md` */
export const readmeFile = (service: Service, models: readonly AggregateModel[]): GeneratedFile => ({
  path: 'README.md',
  content: `# ${text(service.title)}

${text(sentence(service.description))}

## Start

${fenced('sh', 'npm ci\nnpm start')}

Needs npm and nothing else: the version of Node that it runs on comes with the packages. It listens on \`http://127.0.0.1:8080\`, keeps its data in
\`.data/\` and needs no cloud account. \`GET /openapi.json\` is its contract, \`GET /health/live\` and \`GET /health/ready\` tell how it is.

## Call

${operations(service)}

Every call but those for the contract and the health checks needs a bearer token. One for somebody with every role:

${fenced('sh', tokenExample(service))}

The calls go one after the other; each keeps the \`id\` that the next ones need.

${curlExamples(models)
  .map((examples) => fenced('sh', examples))
  .join('\n\n')}

Whatever is refused is answered as problem details (RFC 9457) that name the field or parameter at fault.

${developing}${watching}## Test

${fenced('sh', 'npm test                  # all\nnpm run test:unit         # rules of the domain, building blocks\nnpm run test:integration  # over HTTP and against both stores\nnpm run test:acceptance   # what was asked for, in its own words\nnpm run coverage          # all, with the lines that were covered')}

\`npm run typecheck\`, \`npm run lint\` and \`npm run format:check\` are what the pipeline runs, too.

## Structure

| folder | content |
| --- | --- |
| \`src/domain/\` | aggregates with their rules, domain events, repository ports |
| \`src/application/\` | one file per use case |
| \`src/infrastructure/\` | stores (SQLite, Cosmos DB), publishing of events, configuration, log |
| \`src/api/\` | controllers, bound to the operations of \`api/openapi.json\` |
| \`src/service.ts\`, \`src/main.ts\` | what puts it together, and the process |
| \`vendor/\` | the building blocks \`@connectsoft/…\`, as the archives that npm installs |
| \`api/\` | published contract: OpenAPI, AsyncAPI, schemas of events |
| \`test/\` | unit, integration and acceptance tests |
| \`deploy/\`, \`pipelines/\` | delivery |
| \`docs/\` | [architecture](docs/architecture.md), decisions, runbook |

Dependencies point inwards: domain ← application ← infrastructure and API. The linter refuses anything else.

## Change

${changes(models)}

## Events

${events(service)}

Each leaves through an outbox that is written together with the change: at least once, in order for each ${models.length === 1 ? (models[0]?.noun ?? 'aggregate') : 'aggregate'}.

## Configuration

${settings(service)}
`,
});

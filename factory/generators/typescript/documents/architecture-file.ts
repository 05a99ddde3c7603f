import type { GeneratedFile } from '../../../domain/artifact.ts';
import type { Service } from '../../../domain/blueprint.ts';
import { text } from '../../documents/markdown-text.ts';
import type { AggregateModel } from '../aggregate-model.ts';
import { sentence } from '../source-text.ts';
import { isPresent } from '../domain/scopes.ts';
import { behaviourSection, factsSection } from './behaviour-section.ts';
import { fenced } from './curl-examples.ts';

const layers = fenced(
  'mermaid',
  `flowchart LR
  client([Caller]) --> api
  subgraph service
    api[API<br/>controllers] --> application[Application<br/>use cases]
    application --> domain[Domain<br/>aggregates, events, ports]
    infrastructure[Infrastructure<br/>stores, outbox] --> domain
  end
  infrastructure --> store[(SQLite or Cosmos DB)]
  infrastructure --> bus[[Service Bus topic or journal]]`,
);

const fields = (model: AggregateModel): string =>
  [
    '| field | type | | meaning |',
    '| --- | --- | --- | --- |',
    ...model.aggregate.fields.map((field) => {
      const marks = [
        isPresent(model.aggregate, field) ? 'always there' : 'optional',
        field.unique ? 'unique' : '',
        field.default === 'now' ? 'the time of the write when absent' : '',
        field.sensitivity === 'personal' ? 'personal' : '',
        field.immutable ? 'never changes' : '',
        field.derived ? 'computed' : '',
        field.managed ? 'set by the service' : '',
      ];
      return `| \`${field.name}\` | ${field.type.kind} | ${marks.filter(Boolean).join(', ')} | ${text(sentence(field.description))} |`;
    }),
  ].join('\n');

const aggregate = (model: AggregateModel): string => {
  const { type, nouns } = model;
  const permanence =
    model.aggregate.kind === 'append-only'
      ? 'Append-only: there is no code that changes or removes one, and the embedded store refuses it by a trigger.'
      : 'Each write counts its version, which is its `ETag`; `If-Match` refuses a change that is based on an older one.';
  return `### ${type}

${text(sentence(model.aggregate.description))} ${permanence}

${[fields(model), behaviourSection(model)].filter(Boolean).join('\n\n')}

Besides, all ${nouns} have an \`id\` (UUIDv7: the order of ids is the order of recording) and \`recordedAt\`.`;
};

const partition = ({ store }: Service): string =>
  store.partitionKey === 'id'
    ? 'Documents are placed by their id.'
    : `Documents are placed by \`${store.partitionKey}\`, where an aggregate has it, as it was at creation; else by their id.`;

/** `docs/architecture.md` */
export const architectureFile = (service: Service, models: readonly AggregateModel[]): GeneratedFile => ({
  path: 'docs/architecture.md',
  content: `# Architecture

${text(sentence(service.description))} It is the service of the bounded context ${service.boundedContext}.

## Layers

${layers}

The domain knows nobody. The application knows the domain, and reaches stores through ports that the infrastructure implements. \`src/service.ts\` puts them together;
the linter refuses an import that points outwards.

## Domain

${models.map(aggregate).join('\n\n')}

${factsSection(models)}## A request

1. The HTTP server finds the operation of \`api/openapi.json\` and checks body, query and headers against it. The document and the code are bound by operationId when the service starts.
2. The controller calls the use case. The aggregate checks its own rules again: they hold whoever calls.
3. The repository stores the new state, the events and the idempotency record at once.
4. The relay takes events from the outbox and publishes them as CloudEvents. What fails stays there and is tried again, and nothing overtakes it.

## Storage

The embedded store is a SQLite file (WAL, synced at every commit). In Cosmos DB everything lies in the container \`documents\`; ${partition(service).replace('Documents', 'documents')}
${text(sentence(service.store.reason))} A document and its outbox entries share a partition and are written in one transactional batch. An idempotency key is claimed before the write that it stands
for, and a unique value is reserved by an item of its own before its document is written; both are completed or taken over when a process dies in between.

Pages are cut by id, newest first: a cursor names the last item of a page, so a page never shifts under concurrent writes.
`,
});

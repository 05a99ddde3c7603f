import { listAssets, readAsset } from '../../../assets.ts';
import type { GeneratedFile } from '../../../domain/artifact.ts';
import type { Service } from '../../../domain/blueprint.ts';
import { subscriptionsOf } from '../../../domain/solution.ts';
import { apiLayer } from '../api/api-layer.ts';
import { applicationLayer } from '../application/application-layer.ts';
import { domainLayer } from '../domain/domain-layer.ts';
import { infrastructureLayer } from '../infrastructure/infrastructure-layer.ts';
import { aggregateModels, type AggregateModel } from '../aggregate-model.ts';

const folder = 'generators/typescript/template';

/** Libraries that only some services use, and what makes a service use them. */
const optional: Record<string, (models: readonly AggregateModel[], service: Service) => boolean> = {
  'accepted-format': (models) => models.some((model) => (model.export?.useCase.formats.length ?? 0) > 1),
  'cosmos-mutable-collection': (models) => models.some(({ isMutable }) => isMutable),
  csv: (models) => models.some((model) => model.export?.useCase.formats.includes('csv')),
  cursor: (models) => models.some(({ search }) => search),
  download: (models) => models.some((model) => model.export),
  etag: (models) => models.some(({ isVersioned }) => isVersioned),
  'external-system-stub': (_, { externalSystems }) => externalSystems.length > 0,
  'grpc-client': (_, { interfaces }) => interfaces.includes('grpc'),
  'grpc-server': (_, { interfaces }) => interfaces.includes('grpc'),
  inboxes: (models, { reactions }) => reactions.length > 0 && models.some(({ isMutable }) => isMutable),
  'mutable-collections': (models) => models.some(({ isMutable }) => isMutable),
  'mutable-collection': (models) => models.some(({ isMutable }) => isMutable),
  ndjson: (models) => models.some((model) => model.export?.useCase.formats.includes('ndjson')),
  'optimistic-concurrency': (models) => models.some(({ isMutable }) => isMutable),
  'received-event': (_, { reactions }) => reactions.length > 0,
  'service-bus-subscriber': (_, service) => subscriptionsOf(service).length > 0,
  'traced-reactions': (_, { reactions }) => reactions.length > 0,
  'sqlite-mutable-collection': (models) => models.some(({ isMutable }) => isMutable),
};

/** Libraries of behaviour: a service has those that its code calls, and those that these call. */
const behavioural: ReadonlySet<string> = new Set([
  'actor',
  'calendar',
  'cosmos-inbox',
  'cosmos-lock',
  'decimal',
  'development-events',
  'development-mode',
  'exclusively',
  'expectation',
  'external-system',
  'immutable',
  'inbox',
  'in-process-lock',
  'ledger',
  'lifecycle',
  'occurrences',
  'part-rules',
  'reaction-dispatcher',
  'reservation',
  'sqlite-inbox',
]);

const calledIn = (content: string): string[] =>
  [...content.matchAll(/from '(?:#connectsoft|\.)\/([a-z-]+)(?:\.ts)?'/g)].flatMap(([, name]) => name ?? []);

/** Names of the libraries that the code of a service calls, directly or by another one. */
const calledLibraries = (service: Service): ReadonlySet<string> => {
  const layers = [domainLayer, applicationLayer, infrastructureLayer, apiLayer];
  const called = new Set(
    layers.flatMap((layer) => layer(service)).flatMap(({ content }) => calledIn(content)),
  );
  for (const name of called) {
    if (!behavioural.has(name)) continue;
    for (const other of calledIn(readAsset(`${folder}/libs/connectsoft/${name}.ts`))) called.add(other);
  }
  return called;
};

/** `libs/connectsoft/csv.ts` and `test/unit/connectsoft/csv.test.ts` belong to `csv`. */
const libraryOf = (path: string): string =>
  path.slice(path.lastIndexOf('/') + 1).replace(/(\.test)?\.ts$/, '');

/** Static files of a service below `prefix`: those whose library it uses. */
export const templateFiles = (service: Service, prefix: string): GeneratedFile[] => {
  const models = aggregateModels(service);
  const called = calledLibraries(service);
  const isUsed = (library: string): boolean =>
    behavioural.has(library) ? called.has(library) : (optional[library]?.(models, service) ?? true);
  return listAssets(folder)
    .filter((path) => path.startsWith(prefix) && isUsed(libraryOf(path)))
    .map((path) => ({ path, content: readAsset(`${folder}/${path}`) }));
};

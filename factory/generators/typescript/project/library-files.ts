import { listAssets, readAsset } from '../../../assets.ts';
import type { GeneratedFile } from '../../../domain/artifact.ts';
import type { Service } from '../../../domain/blueprint.ts';
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
  'grpc-client': (_, { interfaces }) => interfaces.includes('grpc'),
  'grpc-server': (_, { interfaces }) => interfaces.includes('grpc'),
  'mutable-collections': (models) => models.some(({ isMutable }) => isMutable),
  'mutable-collection': (models) => models.some(({ isMutable }) => isMutable),
  ndjson: (models) => models.some((model) => model.export?.useCase.formats.includes('ndjson')),
  'optimistic-concurrency': (models) => models.some(({ isMutable }) => isMutable),
  'sqlite-mutable-collection': (models) => models.some(({ isMutable }) => isMutable),
};

/** `libs/connectsoft/csv.ts` and `test/unit/connectsoft/csv.test.ts` belong to `csv`. */
const libraryOf = (path: string): string =>
  path.slice(path.lastIndexOf('/') + 1).replace(/(\.test)?\.ts$/, '');

/** Static files of a service below `prefix`: those whose library it uses. */
export const templateFiles = (service: Service, prefix: string): GeneratedFile[] => {
  const models = aggregateModels(service);
  return listAssets(folder)
    .filter((path) => path.startsWith(prefix) && (optional[libraryOf(path)]?.(models, service) ?? true))
    .map((path) => ({ path, content: readAsset(`${folder}/${path}`) }));
};

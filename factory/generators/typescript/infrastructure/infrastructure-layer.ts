import type { GeneratedFile } from '../../../domain/artifact.ts';
import type { Service } from '../../../domain/blueprint.ts';
import { aggregateModels } from '../aggregate-model.ts';
import { configurationFile } from './configuration-file.ts';
import { loggingFile } from './logging-file.ts';
import { publisherFile } from './publisher-file.ts';
import { repositoryFile } from './repository-file.ts';
import { storeFiles } from './store-files.ts';

export const infrastructureLayer = (service: Service): GeneratedFile[] => {
  const models = aggregateModels(service);
  return [
    configurationFile(service),
    loggingFile(models),
    publisherFile,
    ...models.map(repositoryFile),
    ...storeFiles(service, models),
  ];
};

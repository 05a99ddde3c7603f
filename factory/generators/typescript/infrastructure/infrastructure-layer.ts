import type { GeneratedFile } from '../../../domain/artifact.ts';
import type { Service } from '../../../domain/blueprint.ts';
import { aggregateModels } from '../aggregate-model.ts';
import { adapterFiles } from '../messaging/external-system-files.ts';
import { subscriptionsFile } from '../messaging/subscriptions-file.ts';
import { configurationFile } from './configuration-file.ts';
import { loggingFile } from './logging-file.ts';
import { publisherFile } from './publisher-file.ts';
import { repositoryFile } from './repository-file.ts';
import { storeFiles } from './store-files.ts';
import { telemetryFile } from './telemetry-file.ts';

export const infrastructureLayer = (service: Service): GeneratedFile[] => {
  const models = aggregateModels(service);
  return [
    configurationFile(service),
    loggingFile(models),
    publisherFile,
    telemetryFile(service),
    ...subscriptionsFile(service),
    ...adapterFiles(service),
    ...models.map(repositoryFile),
    ...storeFiles(service, models),
  ];
};

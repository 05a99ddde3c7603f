import type { GeneratedFile } from '../../../domain/artifact.ts';
import type { Service } from '../../../domain/blueprint.ts';
import { aggregateModels } from '../aggregate-model.ts';
import { grpcFiles } from '../grpc/grpc-files.ts';
import { reactionsFile } from '../messaging/reactions-file.ts';
import { serviceFile } from './composition-file.ts';
import { mainFile } from './main-file.ts';
import { controllerFile } from './controller-file.ts';
import { serverFile } from './server-file.ts';
import { tokenFile } from './token-file.ts';

/** The HTTP interface and the composition root that puts the layers together. */
export const apiLayer = (service: Service): GeneratedFile[] => {
  const models = aggregateModels(service);
  return [
    ...models.map(controllerFile),
    serverFile,
    serviceFile(service, models),
    ...reactionsFile(service),
    ...grpcFiles(service),
    mainFile,
    tokenFile,
  ];
};

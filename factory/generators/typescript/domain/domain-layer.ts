import type { GeneratedFile } from '../../../domain/artifact.ts';
import type { Service } from '../../../domain/blueprint.ts';
import { aggregateModels } from '../aggregate-model.ts';
import { aggregateFile } from './aggregate-file.ts';
import { errorsFile } from './errors-file.ts';
import { eventFile } from './event-file.ts';
import { repositoryPortFile } from './repository-port-file.ts';
import { stateFile } from './state-file.ts';

export const domainLayer = (service: Service): GeneratedFile[] => {
  const models = aggregateModels(service);
  return [
    ...models.flatMap((model) => [
      stateFile(model),
      aggregateFile(model),
      ...model.events.map((event) => eventFile(model, event)),
      repositoryPortFile(model),
    ]),
    errorsFile(models),
  ];
};

import type { GeneratedFile } from '../../../domain/artifact.ts';
import type { Service } from '../../../domain/blueprint.ts';
import { reservationEventFiles } from '../messaging/reservation-event-file.ts';
import { aggregateModels } from '../aggregate-model.ts';
import { aggregateFile } from './aggregate-file.ts';
import { childFile } from './child-file.ts';
import { customUnitFiles } from './custom-unit-file.ts';
import { derivedFile } from './derived-file.ts';
import { errorsFile } from './errors-file.ts';
import { eventFile } from './event-file.ts';
import { factsFile } from './facts-file.ts';
import { repositoryPortFile } from './repository-port-file.ts';
import { rulesFile } from './rules-file.ts';
import { partsOf, stateFile } from './state-file.ts';

export const domainLayer = (service: Service): GeneratedFile[] => {
  const models = aggregateModels(service);
  return [
    ...models.flatMap((model) => [
      stateFile(model),
      aggregateFile(model),
      ...partsOf(model).map((child) => childFile(model, child)),
      ...derivedFile(model),
      ...factsFile(model),
      ...rulesFile(model),
      ...model.events.map((event) => eventFile(model, event)),
      repositoryPortFile(model),
    ]),
    ...customUnitFiles(service),
    ...reservationEventFiles(service),
    errorsFile(models),
  ];
};

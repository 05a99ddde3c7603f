import type { GeneratedFile } from '../../../domain/artifact.ts';
import type { Service } from '../../../domain/blueprint.ts';
import { aggregateModels } from '../aggregate-model.ts';
import { portFiles } from '../messaging/external-system-files.ts';
import { reactionFiles } from '../messaging/reaction-files.ts';
import { advanceFile } from './advance-file.ts';
import { dtoFile } from './dto-file.ts';
import { factsLookupFile } from './facts-file.ts';
import { useCaseFile } from './use-case-file.ts';

export const applicationLayer = (service: Service): GeneratedFile[] => [
  ...aggregateModels(service).flatMap((model) => [
    dtoFile(model),
    ...factsLookupFile(model),
    ...advanceFile(model),
    ...model.useCases.filter(({ isAsked }) => isAsked).map((useCase) => useCaseFile(model, useCase)),
  ]),
  ...portFiles(service),
  ...reactionFiles(service),
];

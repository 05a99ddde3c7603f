import type { GeneratedFile } from '../../../domain/artifact.ts';
import type { Service } from '../../../domain/blueprint.ts';
import { aggregateModels } from '../aggregate-model.ts';
import { dtoFile } from './dto-file.ts';
import { useCaseFile } from './use-case-file.ts';

export const applicationLayer = (service: Service): GeneratedFile[] =>
  aggregateModels(service).flatMap((model) => [
    dtoFile(model),
    ...model.useCases.map((useCase) => useCaseFile(model, useCase)),
  ]);

import type { GeneratedFile } from '../../../domain/artifact.ts';
import type { Service } from '../../../domain/blueprint.ts';
import { aggregateModels } from '../aggregate-model.ts';
import { architectureFile } from './architecture-file.ts';
import { readmeFile } from './readme-file.ts';

/** For the engineer who opens the repository: how to start, call, test and change it, and how it is built. */
export const documents = (service: Service): GeneratedFile[] => {
  const models = aggregateModels(service);
  return [readmeFile(service, models), architectureFile(service, models)];
};

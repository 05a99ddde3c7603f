import { projectFiles } from '../factory/generators/typescript/typescript-generator.ts';
import type { Ports } from '../platform/ports.ts';
import { jsonFile } from './lib/artifact-texts.ts';
import { writeServiceFiles, type ServiceInput } from './lib/write-service-files.ts';

type Used = Pick<Ports, 'artifacts' | 'actions' | 'publisher' | 'clock'>;

/** Engineering: what holds the layers together: project files, building blocks, and the design it was made from. */
export const createAssembleService = (ports: Used) => (input: ServiceInput) =>
  writeServiceFiles(
    ports,
    input,
    {
      stage: 'engineering',
      agent: 'service-assembler',
      action: 'assemble the service',
      input: 'architecture/blueprint.json',
    },
    ({ service, blueprint, plan }) => [
      ...projectFiles(service),
      jsonFile('factory/blueprint.json', blueprint),
      jsonFile('factory/plan.json', plan),
    ],
  );

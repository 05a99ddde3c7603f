import { withPackages } from '../factory/generators/extensions/with-packages.ts';
import { projectFiles } from '../factory/generators/typescript/typescript-generator.ts';
import type { Ports } from '../platform/ports.ts';
import { jsonFile } from './lib/artifact-texts.ts';
import { packageFeed } from './lib/package-feed.ts';
import { writeServiceFiles, type ServiceInput } from './lib/write-service-files.ts';

type Used = Pick<Ports, 'projects' | 'artifacts' | 'actions' | 'publisher' | 'clock'>;

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
    async ({ service, blueprint, plan }) => [
      ...(await withPackages(projectFiles(service), await packageFeed(ports, input))),
      jsonFile('factory/blueprint.json', blueprint),
      jsonFile('factory/plan.json', plan),
    ],
  );

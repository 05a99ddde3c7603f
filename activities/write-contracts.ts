import { contractFiles } from '../factory/generators/contracts/contract-files.ts';
import type { Ports } from '../platform/ports.ts';
import { writeServiceFiles, type ServiceInput } from './lib/write-service-files.ts';

type Used = Pick<Ports, 'artifacts' | 'actions' | 'publisher' | 'clock'>;

/** Architecture: OpenAPI, AsyncAPI and event schemas of a service. */
export const createWriteContracts = (ports: Used) => (input: ServiceInput) =>
  writeServiceFiles(
    ports,
    input,
    {
      stage: 'architecture',
      agent: 'api-designer',
      action: 'publish the contracts',
      input: 'architecture/blueprint.json',
    },
    ({ service }) => contractFiles(service),
  );

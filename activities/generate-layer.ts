import type { Outcome } from '../factory/domain/failure.ts';
import type { Layer } from '../factory/domain/layer.ts';
import { withPackages } from '../factory/generators/extensions/with-packages.ts';
import { typescriptLayers } from '../factory/generators/typescript/typescript-generator.ts';
import type { Ports } from '../platform/ports.ts';
import { writeServiceFiles, type ServiceInput } from './lib/write-service-files.ts';

type Used = Pick<Ports, 'artifacts' | 'actions' | 'publisher' | 'clock'>;

/** Engineering: one layer of a service. */
export const createGenerateLayer =
  (ports: Used) =>
  (input: ServiceInput & { layer: Layer }): Promise<Outcome<{ files: number }>> =>
    writeServiceFiles(
      ports,
      input,
      {
        stage: 'engineering',
        agent: `${input.layer}-engineer`,
        action: `write the ${input.layer} layer`,
        input: 'architecture/blueprint.json',
      },
      ({ service }) => withPackages(typescriptLayers[input.layer](service), undefined),
    );

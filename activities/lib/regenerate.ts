import { servicePrefix, type GeneratedFile } from '../../factory/domain/artifact.ts';
import { LAYERS } from '../../factory/domain/layer.ts';
import { PLATFORM_PREFIX } from '../../factory/domain/solution.ts';
import { contractFiles } from '../../factory/generators/contracts/contract-files.ts';
import { deliveryFiles } from '../../factory/generators/delivery/delivery-files.ts';
import { platformDelivery } from '../../factory/generators/delivery/platform-delivery.ts';
import { platformDocuments } from '../../factory/generators/documents/platform-documents.ts';
import { serviceDocuments } from '../../factory/generators/documents/service-documents.ts';
import { withPackages } from '../../factory/generators/extensions/with-packages.ts';
import { formatFiles } from '../../factory/generators/format-files.ts';
import { projectFiles, typescriptLayers } from '../../factory/generators/typescript/typescript-generator.ts';
import type { Ports } from '../../platform/ports.ts';
import { readBlueprint, readPlan, serviceOf } from './artifact-texts.ts';
import { packageFeed } from './package-feed.ts';
import type { ActivityInput } from './recorded.ts';

type Used = Pick<Ports, 'projects' | 'artifacts'>;

/** The files of a service as its generators write them again from the design: a unit is taken from there. */
export const regenerateService = async (
  ports: Used,
  input: ActivityInput,
  name: string,
): Promise<GeneratedFile[]> => {
  const blueprint = await readBlueprint(ports.artifacts, input.projectId);
  const plan = await readPlan(ports.artifacts, input.projectId);
  const service = serviceOf(blueprint, name);
  const feed = await packageFeed(ports, input);
  const layers = await Promise.all(
    LAYERS.map((layer) => withPackages(typescriptLayers[layer](service), undefined)),
  );
  return formatFiles([
    ...contractFiles(service),
    ...layers.flat(),
    ...(await withPackages(projectFiles(service), feed)),
    ...deliveryFiles(service, blueprint, feed),
    ...serviceDocuments(service, blueprint, plan),
  ]);
};

/** The same of what the services share. */
export const regeneratePlatform = async (
  ports: Used,
  { projectId }: ActivityInput,
): Promise<GeneratedFile[]> => {
  const blueprint = await readBlueprint(ports.artifacts, projectId);
  const plan = await readPlan(ports.artifacts, projectId);
  return formatFiles([...platformDelivery(blueprint), ...platformDocuments(plan, blueprint)]);
};

/** Where the files of a subject lie among a project's artifacts. */
export const prefixOf = (subject: { service: string } | { shared: 'platform' }): string =>
  'service' in subject ? servicePrefix(subject.service) : PLATFORM_PREFIX;

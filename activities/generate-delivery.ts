import { deliveryFiles } from '../factory/generators/delivery/delivery-files.ts';
import { serviceDocuments } from '../factory/generators/documents/service-documents.ts';
import type { Ports } from '../platform/ports.ts';
import { packageFeed } from './lib/package-feed.ts';
import { writeServiceFiles, type ServiceInput } from './lib/write-service-files.ts';

type Used = Pick<Ports, 'projects' | 'artifacts' | 'actions' | 'publisher' | 'clock'>;

/** DevOps: pipeline, infrastructure, manifests, observability and runbook of a service. */
export const createGenerateDelivery = (ports: Used) => (input: ServiceInput) =>
  writeServiceFiles(
    ports,
    input,
    {
      stage: 'devops',
      agent: 'delivery-engineer',
      action: 'write the delivery artifacts',
      input: 'architecture/blueprint.json',
    },
    async ({ service, blueprint, plan }) => [
      ...deliveryFiles(service, blueprint, await packageFeed(ports, input)),
      ...serviceDocuments(service, blueprint, plan),
    ],
  );

import { deliveryFiles } from '../factory/generators/delivery/delivery-files.ts';
import { serviceDocuments } from '../factory/generators/documents/service-documents.ts';
import type { Ports } from '../platform/ports.ts';
import { writeServiceFiles, type ServiceInput } from './lib/write-service-files.ts';

type Used = Pick<Ports, 'artifacts' | 'actions' | 'publisher' | 'clock'>;

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
    ({ service, blueprint, plan }) => [
      ...deliveryFiles(service, blueprint),
      ...serviceDocuments(service, blueprint, plan),
    ],
  );

import { z } from 'zod';

import { succeeded, type Outcome } from '../factory/domain/failure.ts';
import type { Ports } from '../platform/ports.ts';
import { requireArtifact } from './lib/artifact-texts.ts';
import type { ServiceInput } from './lib/write-service-files.ts';

/** What finalization committed of a service. */
export const revisionSchema = z.strictObject({ repository: z.string(), commit: z.string() });

export const revisionPath = (service: string): string => `finalization/${service}/revision.json`;

type Used = Pick<Ports, 'artifacts'>;

/** The commit of a service that is to be deployed. */
export const createReadRevision =
  ({ artifacts }: Used) =>
  async ({
    projectId,
    service,
  }: ServiceInput): Promise<Outcome<{ service: string; repository: string; commit: string }>> => {
    const text = await requireArtifact(artifacts, projectId, revisionPath(service));
    return succeeded({ service, ...revisionSchema.parse(JSON.parse(text)) });
  };

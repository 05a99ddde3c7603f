import { servicePrefix } from '../factory/domain/artifact.ts';
import { traceFile } from '../factory/agents/quality/trace-file.ts';
import type { Ports } from '../platform/ports.ts';
import { writeServiceFiles, type ServiceInput } from './lib/write-service-files.ts';

type Used = Pick<Ports, 'artifacts' | 'actions' | 'publisher' | 'clock'>;

/** Quality: the chain from requirement to test, as a file that a check follows link by link. */
export const createWriteTrace = (ports: Used) => (input: ServiceInput) =>
  writeServiceFiles(
    ports,
    input,
    {
      stage: 'quality',
      agent: 'traceability-analyst',
      action: 'trace the requirements',
      input: 'plan, blueprint, code',
    },
    async ({ plan, blueprint }) => [
      traceFile(
        plan,
        blueprint,
        await ports.artifacts.readAll(input.projectId, servicePrefix(input.service)),
        input.service,
      ),
    ],
  );

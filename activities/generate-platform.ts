import type { Outcome } from '../factory/domain/failure.ts';
import { PLATFORM_PREFIX } from '../factory/domain/solution.ts';
import { platformDelivery } from '../factory/generators/delivery/platform-delivery.ts';
import { platformDocuments } from '../factory/generators/documents/platform-documents.ts';
import { formatFiles } from '../factory/generators/format-files.ts';
import type { Ports } from '../platform/ports.ts';
import { readBlueprint, readPlan } from './lib/artifact-texts.ts';
import { counted } from './lib/counted.ts';
import { recorded, type ActivityInput } from './lib/recorded.ts';

type Used = Pick<Ports, 'artifacts' | 'actions' | 'publisher' | 'clock'>;

/** DevOps: what the services of a solution share: infrastructure, context map, processes. */
export const createGeneratePlatform =
  (ports: Used) =>
  (input: ActivityInput): Promise<Outcome<{ files: number }>> =>
    recorded(
      ports,
      input,
      {
        stage: 'devops',
        agent: 'platform-engineer',
        action: 'write the platform repository',
        input: 'architecture/blueprint.json',
      },
      async () => {
        const blueprint = await readBlueprint(ports.artifacts, input.projectId);
        const plan = await readPlan(ports.artifacts, input.projectId);
        const files = await formatFiles([
          ...platformDelivery(blueprint),
          ...platformDocuments(plan, blueprint),
        ]);
        await ports.artifacts.putAll(
          input.projectId,
          'devops',
          files.map(({ path, content }) => ({ path: PLATFORM_PREFIX + path, content })),
        );
        const result = { files: files.length };
        return { ok: true, value: { result, facts: { output: `${counted(files.length, 'file')}` } } };
      },
    );

import { succeeded, type Outcome } from '../factory/domain/failure.ts';
import { isSolution } from '../factory/domain/solution.ts';
import type { Ports } from '../platform/ports.ts';
import { readBlueprint } from './lib/artifact-texts.ts';
import type { ActivityInput } from './lib/recorded.ts';

type Used = Pick<Ports, 'artifacts'>;

/** What the architecture came to, for a run that begins with a later stage. */
export const createReadDesign =
  ({ artifacts }: Used) =>
  async ({ projectId }: ActivityInput): Promise<Outcome<{ services: string[]; isSolution: boolean }>> => {
    const blueprint = await readBlueprint(artifacts, projectId);
    return succeeded({
      services: blueprint.services.map(({ name }) => name),
      isSolution: isSolution(blueprint),
    });
  };

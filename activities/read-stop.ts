import { succeeded, type Outcome } from '../factory/domain/failure.ts';
import type { Stop } from '../factory/domain/project.ts';
import type { Ports } from '../platform/ports.ts';
import type { ActivityInput } from './lib/recorded.ts';
import { requireProject } from './lib/require-project.ts';

type Used = Pick<Ports, 'projects'>;

/** Why the project is to end, if it is. With `event` it is also kept as what wakes the instance when that changes. */
export const createReadStop =
  ({ projects }: Used) =>
  async (
    input: ActivityInput & { wait?: { instanceId: string; event: string } },
  ): Promise<Outcome<{ stop: Pick<Stop, 'reason' | 'from' | 'why'> | null }>> => {
    const { wait } = input;
    if (wait)
      await projects.update(input.projectId, (project) => ({
        ...project,
        waits: { ...project.waits, [wait.instanceId]: wait.event },
      }));
    const { stop } = await requireProject(projects, input.projectId);
    return succeeded({
      stop: stop ? { reason: stop.reason, why: stop.why, ...(stop.from ? { from: stop.from } : {}) } : null,
    });
  };

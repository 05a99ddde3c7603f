import { succeeded, type Outcome } from '../factory/domain/failure.ts';
import { awaitWake } from '../factory/domain/project-transitions.ts';
import type { Stop } from '../factory/domain/project.ts';
import type { Ports } from '../platform/ports.ts';
import type { ActivityInput } from './lib/recorded.ts';
import { requireProject } from './lib/require-project.ts';

type Used = Pick<Ports, 'projects'>;

export type StopMark = Pick<Stop, 'reason' | 'from' | 'why' | 'criticalReason'>;

/** Why the project is to end, if it is. With `event` it is also kept as what wakes the instance when that changes. */
export const createReadStop =
  ({ projects }: Used) =>
  async (
    input: ActivityInput & { wait?: { instanceId: string; event: string } },
  ): Promise<Outcome<{ stop: StopMark | null }>> => {
    const { wait } = input;
    if (wait)
      await projects.update(input.projectId, (project) => awaitWake(project, wait.instanceId, wait.event));
    const { stop } = await requireProject(projects, input.projectId);
    if (!stop) return succeeded({ stop: null });
    const { reason, why, from, criticalReason } = stop;
    return succeeded({
      stop: { reason, why, ...(from ? { from } : {}), ...(criticalReason ? { criticalReason } : {}) },
    });
  };

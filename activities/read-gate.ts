import { succeeded, type Outcome } from '../factory/domain/failure.ts';
import type { ApprovalGate } from '../factory/domain/project-definition.ts';
import type { Ports } from '../platform/ports.ts';
import type { ActivityInput } from './lib/recorded.ts';
import { requireProject } from './lib/require-project.ts';

type Used = Pick<Ports, 'projects'>;

/** Whether the definition wants a person's approval at a gate. */
export const createReadGate =
  ({ projects }: Used) =>
  async ({
    projectId,
    gate,
  }: ActivityInput & { gate: ApprovalGate }): Promise<Outcome<{ wanted: boolean }>> => {
    const { definition } = await requireProject(projects, projectId);
    return succeeded({ wanted: definition.approvals?.includes(gate) ?? false });
  };

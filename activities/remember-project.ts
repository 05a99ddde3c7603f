import type { Outcome } from '../factory/domain/failure.ts';
import { projectEntry } from '../factory/knowledge/project-entry.ts';
import type { Ports } from '../platform/ports.ts';
import { readBlueprint, readPlan } from './lib/artifact-texts.ts';
import { recorded, type ActivityInput } from './lib/recorded.ts';
import { requireProject } from './lib/require-project.ts';
import { undoable } from './lib/undoable.ts';

type Used = Pick<Ports, 'projects' | 'artifacts' | 'knowledge' | 'undo' | 'actions' | 'publisher' | 'clock'>;

/** Deployment: what was learnt goes into the knowledge base, where later projects find it as a similar one. */
export const createRememberProject =
  (ports: Used) =>
  (input: ActivityInput): Promise<Outcome<null>> =>
    recorded(
      ports,
      input,
      {
        stage: 'deployment',
        agent: 'knowledge-keeper',
        action: 'remember the project',
        input: 'plan, blueprint, results',
      },
      async () => {
        const plan = await readPlan(ports.artifacts, input.projectId);
        const blueprint = await readBlueprint(ports.artifacts, input.projectId);
        const project = await requireProject(ports.projects, input.projectId);
        const entry = projectEntry(plan, blueprint, project);
        await undoable(
          ports,
          {
            projectId: input.projectId,
            stage: 'deployment',
            kind: 'knowledge',
            marker: `knowledge:${entry.id}`,
            args: { id: entry.id },
          },
          () => ports.knowledge.add(entry),
        );
        return { ok: true, value: { result: null, facts: { output: entry.id } } };
      },
    );

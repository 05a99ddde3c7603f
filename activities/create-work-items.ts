import { backlogOf } from '../factory/domain/backlog-of.ts';
import type { Outcome } from '../factory/domain/failure.ts';
import type { WorkItemType } from '../factory/domain/work-item.ts';
import type { Ports } from '../platform/ports.ts';
import { readBlueprint, readPlan } from './lib/artifact-texts.ts';
import { recorded, type ActivityInput } from './lib/recorded.ts';

type Used = Pick<Ports, 'projects' | 'artifacts' | 'workItems' | 'actions' | 'publisher' | 'clock'>;

/** Finalization: epics, features, stories and tasks in the customer's tracker. */
export const createCreateWorkItems =
  (ports: Used) =>
  (input: ActivityInput): Promise<Outcome<null>> =>
    recorded(
      ports,
      input,
      {
        stage: 'finalization',
        agent: 'delivery-manager',
        action: 'create the work items',
        input: 'plan/product-plan.json',
      },
      async () => {
        const plan = await readPlan(ports.artifacts, input.projectId);
        const blueprint = await readBlueprint(ports.artifacts, input.projectId);
        const drafts = backlogOf(plan, blueprint.services);
        await ports.workItems.ensureAll(input.projectId, drafts);
        const count = (type: WorkItemType) => drafts.filter((draft) => draft.type === type).length;
        const workItems = {
          epics: count('Epic'),
          features: count('Feature'),
          stories: count('User Story'),
          tasks: count('Task'),
        };
        await ports.projects.update(input.projectId, (project) => ({ ...project, workItems }));
        const output = `${workItems.epics} epics, ${workItems.features} features, ${workItems.stories} stories, ${workItems.tasks} tasks`;
        return { ok: true, value: { result: null, facts: { output } } };
      },
    );

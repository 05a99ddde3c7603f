import { createHash } from 'node:crypto';

import { backlogOf } from '../factory/domain/backlog-of.ts';
import type { Outcome } from '../factory/domain/failure.ts';
import type { WorkItemDraft, WorkItemType } from '../factory/domain/work-item.ts';
import type { Ports } from '../platform/ports.ts';
import { readBlueprint, readPlan } from './lib/artifact-texts.ts';
import { recorded, type ActivityInput } from './lib/recorded.ts';
import { undoable } from './lib/undoable.ts';

type Used = Pick<Ports, 'projects' | 'artifacts' | 'workItems' | 'undo' | 'actions' | 'publisher' | 'clock'>;

/** The same drafts again are the same effect, whatever of them exists by then. */
const keysDigest = (drafts: readonly WorkItemDraft[]): string =>
  createHash('sha256')
    .update(JSON.stringify(drafts.map(({ key }) => key)))
    .digest('hex')
    .slice(0, 16);

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
        const existing = new Set((await ports.workItems.list(input.projectId)).map(({ key }) => key));
        const keys = drafts.map(({ key }) => key).filter((key) => !existing.has(key));
        await undoable(
          ports,
          {
            projectId: input.projectId,
            stage: 'finalization',
            kind: 'work-items',
            marker: `work-items:${input.projectId}:${keysDigest(drafts)}`,
            args: { keys },
          },
          () => ports.workItems.ensureAll(input.projectId, drafts),
        );
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

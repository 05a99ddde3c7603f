import type { WorkItemDraft, WorkItemState, WorkItemType } from './work-item.ts';

/** The portfolio levels of the Agile process, top first: each type's parent is the one before it. */
export const LEVELS: readonly WorkItemType[] = ['Epic', 'Feature', 'User Story', 'Task'];

/** States of the Agile process; a task is never resolved, it is closed. */
export const hasState = (type: WorkItemType, state: WorkItemState): boolean =>
  type !== 'Task' || state !== 'Resolved';

/** What is wrong with the parent links of a project's drafts, one line each. */
export const hierarchyProblems = (drafts: ReadonlyMap<string, WorkItemDraft>): string[] =>
  [...drafts.values()].flatMap(({ key, type, parentKey }) => {
    if (parentKey === undefined) return [];
    const parent = drafts.get(parentKey);
    if (!parent) return [`${key}: its parent ${parentKey} does not exist`];
    const expected = LEVELS[LEVELS.indexOf(type) - 1];
    if (parent.type === expected) return [];
    return [
      `${key}: the parent of a ${type} is ${expected ? `a ${expected}` : 'none'}, ${parentKey} is a ${parent.type}`,
    ];
  });

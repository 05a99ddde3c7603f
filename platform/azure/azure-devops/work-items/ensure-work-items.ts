import { hierarchyProblems, LEVELS } from '../../../../factory/domain/work-item-hierarchy.ts';
import type { WorkItemDraft } from '../../../../factory/domain/work-item.ts';
import type { DevOpsRest } from '../azure-devops-rest.ts';
import type { DevOpsPlace } from '../devops-place.ts';
import { FIELD, fieldsOf } from './draft-fields.ts';
import { addRelation, changedFields, HIERARCHY, setFields, type PatchOperation } from './json-patch.ts';
import { isTaggable, tagsIn } from './marker-tags.ts';
import type { Process } from './process.ts';
import { firstOfKey, readWorkItems, type Item } from './read-work-items.ts';
import { createWorkItem, deleteWorkItem, updateWorkItem } from './write-work-item.ts';

/** One project's work items at the service. */
export type Tracked = { rest: DevOpsRest; place: DevOpsPlace; process: Process; projectId: string };

export const readTracked = ({ rest, place, process, projectId }: Tracked): Promise<Item[]> =>
  readWorkItems(rest, place, process, projectId);

/** What is wrong with drafts on top of what is there. */
export const draftProblems = (
  items: ReadonlyMap<string, Item>,
  wanted: readonly WorkItemDraft[],
): string[] => {
  const merged = new Map([...items].map(([key, { draft }]) => [key, draft]));
  for (const draft of wanted) merged.set(draft.key, draft);
  const untaggable = wanted
    .filter(({ key, tags }) => ![key, ...tags].every(isTaggable))
    .map(({ key }) => `${key}: its key and tags must be without ; and ,`);
  return [...hierarchyProblems(merged), ...untaggable];
};

const toParent = (parent: Item | undefined): PatchOperation[] =>
  parent ? [addRelation({ rel: HIERARCHY.parent, url: parent.url })] : [];

/** A parent that is none of the plan's was chosen by a person and stays. */
const moved = (item: Item, parent: Item | undefined, ours: ReadonlySet<number>): PatchOperation[] => {
  if (item.parent === parent?.id || (item.parent !== undefined && !ours.has(item.parent))) return [];
  const index = item.relations.findIndex(({ rel }) => rel === HIERARCHY.parent);
  return [
    ...(index === -1 ? [] : [{ op: 'remove', path: `/relations/${index}` } as const]),
    ...toParent(parent),
  ];
};

/**
 * Creates what is missing of one level. There is no create-if-absent: whoever finds afterwards that another came first takes
 * its own one back, so that all agree on the lowest number.
 */
const createLevel = async (
  tracked: Tracked,
  items: ReadonlyMap<string, Item>,
  drafts: readonly WorkItemDraft[],
): Promise<ReadonlyMap<string, Item>> => {
  const { rest, place, process, projectId } = tracked;
  const missing = drafts.filter(({ key }) => !items.has(key));
  if (missing.length === 0) return items;
  const own: { key: string; id: number }[] = [];
  for (const draft of missing) {
    const type = process[draft.type];
    const parent = draft.parentKey === undefined ? undefined : items.get(draft.parentKey);
    const patch = [...setFields(fieldsOf(projectId, draft, type)), ...toParent(parent)];
    own.push({ key: draft.key, id: await createWorkItem(rest, place, type.name, patch) });
  }
  const present = firstOfKey(await readTracked(tracked));
  for (const { key, id } of own) if (present.get(key)?.id !== id) await deleteWorkItem(rest, place, id);
  return present;
};

/** Creates what is missing, parents before children, and updates what differs. Answers numbers by key. */
export const ensureWorkItems = async (
  tracked: Tracked,
  before: ReadonlyMap<string, Item>,
  wanted: readonly WorkItemDraft[],
): Promise<Record<string, number>> => {
  const { rest, place, process, projectId } = tracked;
  let items = before;
  for (const level of LEVELS)
    items = await createLevel(
      tracked,
      items,
      wanted.filter(({ type }) => type === level),
    );
  const ours = new Set([...items.values()].map(({ id }) => id));
  for (const draft of wanted) {
    const item = items.get(draft.key);
    if (!item || !before.has(draft.key)) continue;
    const parent = draft.parentKey === undefined ? undefined : items.get(draft.parentKey);
    await updateWorkItem(rest, place, process, item, (present) => [
      ...changedFields(
        present.fields,
        fieldsOf(projectId, draft, present.type, tagsIn(String(present.fields[FIELD.tags] ?? ''))),
      ),
      ...moved(present, parent, ours),
    ]);
  }
  const sorted = wanted.toSorted((a, b) => LEVELS.indexOf(a.type) - LEVELS.indexOf(b.type));
  return Object.fromEntries(
    sorted.flatMap(({ key }) => (items.has(key) ? [[key, items.get(key)?.id ?? 0]] : [])),
  );
};

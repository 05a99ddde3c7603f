import { refuse } from '../refusal.ts';
import { areaState, type Organization, type Project } from '../state.ts';
import { typesOf, type ItemType } from './work-item-types.ts';

export type Relation = { rel: string; url: string; attributes?: Record<string, unknown> };

export type WorkItem = {
  id: number;
  rev: number;
  project: Project;
  type: ItemType;
  fields: Record<string, unknown>;
  relations: Relation[];
  /** In the recycle bin. */
  isDeleted: boolean;
};

export const PARENT = 'System.LinkTypes.Hierarchy-Reverse';
export const CHILD = 'System.LinkTypes.Hierarchy-Forward';

/** All work items of an organisation, by number. */
export const workItemsOf = areaState<Organization, Map<number, WorkItem>>(() => new Map());

/** Those of a project that are not in the recycle bin, by number. */
export const presentIn = (project: Project): WorkItem[] =>
  [...workItemsOf(project.organization).values()].filter(
    (item) => item.project === project && !item.isDeleted,
  );

export const findWorkItem = (organization: Organization, id: number): WorkItem => {
  const item = workItemsOf(organization).get(id);
  return item && !item.isDeleted
    ? item
    : refuse(
        404,
        'WorkItemUnauthorizedAccessException',
        `TF401232: Work item ${id} does not exist, or you do not have permissions to read it.`,
      );
};

export const typeNamed = (project: Project, name: string): ItemType =>
  typesOf(project.process).find((type) => type.name.toLowerCase() === name.toLowerCase()) ??
  refuse(
    404,
    'WorkItemTypeNotFoundException',
    `VS402323: Work item type ${name} does not exist in project ${project.name} or you do not have permission to access it.`,
  );

/** As a person does it at the board: what is changed counts as a revision. */
export const changeByHand = (item: WorkItem, fields: Record<string, unknown>): void => {
  item.fields = { ...item.fields, ...fields };
  item.rev += 1;
};

/** Takes the links to an item out of the others. */
export const unlink = (item: WorkItem): void => {
  for (const other of workItemsOf(item.project.organization).values())
    other.relations = other.relations.filter(({ url }) => !url.endsWith(`/workItems/${item.id}`));
};

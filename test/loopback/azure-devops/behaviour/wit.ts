import { bodyOf, projectOf, type Behaviours, type Call } from '../call.ts';
import { refuse } from '../refusal.ts';
import { applyPatch, type Operation } from './apply-patch.ts';
import { queryWorkItems } from './query-work-items.ts';
import { findWorkItem, presentIn, typeNamed, unlink, workItemsOf, type WorkItem } from './work-item-state.ts';
import { typesOf, WRITABLE, type ItemType } from './work-item-types.ts';

/** Most work items of one batch. */
const BATCH = 200;

const urlOf = ({ baseUrl, organization }: Call, id: number): string =>
  `${baseUrl}/${organization.name}/_apis/wit/workItems/${id}`;

const answered = (call: Call, item: WorkItem, hasRelations: boolean) => ({
  id: item.id,
  rev: item.rev,
  fields: {
    'System.TeamProject': item.project.name,
    'System.WorkItemType': item.type.name,
    ...item.fields,
  },
  ...(hasRelations && item.relations.length > 0 ? { relations: structuredClone(item.relations) } : {}),
  url: urlOf(call, item.id),
});

const describedType = (call: Call, type: ItemType) => ({
  name: type.name,
  referenceName: `Microsoft.VSTS.WorkItemTypes.${type.name.replaceAll(' ', '')}`,
  isDisabled: false,
  states: type.states.map((state) => ({ ...state, color: 'b2b2b2' })),
  fieldInstances: [...WRITABLE, ...type.fields].map((referenceName) => ({
    referenceName,
    name: referenceName.split('.').at(-1) ?? referenceName,
    alwaysRequired: referenceName === 'System.Title',
  })),
  url: `${call.baseUrl}/${call.organization.name}/_apis/wit/workItemTypes/${encodeURIComponent(type.name)}`,
});

const permitted = (call: Call): void => {
  if (call.organization.denied.has('EditWorkItems'))
    refuse(
      403,
      'UnauthorizedAccessException',
      'TF237111: The current user does not have permissions to save work items under the specified area path.',
    );
};

const numberIn = ({ path }: Call): number => Number(path['id']);

const create = (call: Call) => {
  permitted(call);
  const project = projectOf(call);
  const type = typeNamed(project, call.path['type'] ?? '');
  const item: WorkItem = {
    id: call.query['validateOnly'] === true ? 0 : call.organization.next('work item'),
    rev: 0,
    project,
    type,
    fields: { 'System.State': type.states[0]?.name ?? '', 'System.Tags': '' },
    relations: [],
    isDeleted: false,
  };
  applyPatch(item, bodyOf<Operation[]>(call));
  if (call.query['validateOnly'] !== true) workItemsOf(call.organization).set(item.id, item);
  return { body: answered(call, item, true) };
};

type Batch = { ids: number[]; fields?: string[]; $expand?: string; errorPolicy?: string };

const readBatch = (call: Call) => {
  const { ids, fields, $expand, errorPolicy } = bodyOf<Batch>(call);
  if (ids.length > BATCH)
    refuse(
      400,
      'VssPropertyValidationException',
      `VS402337: The number of work items is more than ${BATCH}.`,
    );
  if (fields && $expand && $expand.toLowerCase() !== 'none')
    refuse(400, 'ArgumentException', 'The expand parameter can not be used with the fields parameter.');
  const isThere = (id: number): boolean =>
    errorPolicy?.toLowerCase() !== 'omit' || workItemsOf(call.organization).get(id)?.isDeleted === false;
  const hasRelations = ['relations', 'all'].includes($expand?.toLowerCase() ?? '');
  return {
    body: ids.filter(isThere).map((id) => answered(call, findWorkItem(call.organization, id), hasRelations)),
  };
};

/** Work items of the projects, their types and queries for them. */
export const wit: Behaviours = {
  'wit.WorkItemTypes_List': (call) => ({
    body: typesOf(projectOf(call).process).map((type) => describedType(call, type)),
  }),
  'wit.WorkItemTypes_Get': (call) => ({
    body: describedType(call, typeNamed(projectOf(call), call.path['type'] ?? '')),
  }),
  'wit.WorkItems_Create': create,
  'wit.WorkItems_GetWorkItem': (call) => ({
    body: answered(
      call,
      findWorkItem(call.organization, numberIn(call)),
      call.query['$expand'] !== undefined,
    ),
  }),
  'wit.WorkItems_GetWorkItemsBatch': readBatch,
  'wit.WorkItems_Update': (call) => {
    permitted(call);
    const item = findWorkItem(call.organization, numberIn(call));
    applyPatch(item, bodyOf<Operation[]>(call));
    return { body: answered(call, item, true) };
  },
  'wit.WorkItems_Delete': (call) => {
    permitted(call);
    const item = findWorkItem(call.organization, numberIn(call));
    item.isDeleted = true;
    unlink(item);
    return { body: { id: item.id, code: 200, type: item.type.name, project: item.project.name } };
  },
  'wit.Wiql_QueryByWiql': (call) => {
    const found = queryWorkItems(bodyOf<{ query: string }>(call).query, presentIn(projectOf(call)));
    return {
      body: {
        queryType: 'flat',
        queryResultType: 'workItem',
        asOf: call.now().toISOString(),
        workItems: found.map(({ id }) => ({ id, url: urlOf(call, id) })),
      },
    };
  },
};
